import { expect, it } from "vitest";
import { LinkRoom } from "./viewerRules.ts";

const HOUR_MS = 3_600_000;
const nowMs = Date.UTC(2026, 10, 21);
const madeAt = (atMs: number) => ({ created: { atMs, by: "Vera" } });

/** Asks for this many at once, while none of them is kept yet. */
async function askFor(count: number, kept: readonly { created: { atMs: number; by: string } }[], ids = 1) {
  const room = new LinkRoom();
  const all = Promise.withResolvers<void>();
  const asked = Array.from({ length: count }, (_value, i) =>
    room.within({ ownerId: `viewer ${i % ids}`, rows: async () => kept, nowMs }, () => all.promise),
  );
  setImmediate(() => all.resolve());
  return { room, results: await Promise.allSettled(asked) };
}

it("T14 fifty of a viewer's links that are asked for at once are made, and no more", async () => {
  const { results } = await askFor(60, []);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
  expect(results.at(-1)).toMatchObject({
    reason: { problem: { code: "TOO_MANY_REQUESTS", retryAfterMs: 24 * HOUR_MS } },
  });
});

it("T14 those of a day before count with them, older ones and other viewers' do not", async () => {
  const kept = Array.from({ length: 49 }, () => madeAt(nowMs - HOUR_MS));
  const { results } = await askFor(2, [...kept, madeAt(nowMs - 24 * HOUR_MS)]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(results[1]).toMatchObject({ reason: { problem: { retryAfterMs: 23 * HOUR_MS } } });
  const apart = await askFor(2, kept, 2);
  expect(apart.results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

it("one that failed to be made takes no room", async () => {
  const room = new LinkRoom();
  const order = { ownerId: "viewer", rows: async () => [], nowMs };
  for (let i = 0; i < 60; i += 1)
    await expect(room.within(order, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await room.within(order, () => Promise.resolve("made"))).toBe("made");
});
