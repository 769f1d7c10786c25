import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import type { Answer } from "../cache/Answers.ts";
import { createStarterShelf } from "./createStarterShelf.ts";
import type { StarterShelf } from "./Starter.ts";

const names = (...data: readonly string[]): Answer => ({
  contentType: "application/json",
  body: Buffer.from(JSON.stringify({ status: "success", data })),
});

/** A shelf for one source, that is told what the source does to each question. */
function shelfOf(...replies: readonly (() => Promise<Answer>)[]) {
  const clock = { nowMs: 0 };
  let asked = 0;
  const shelf = createStarterShelf({
    sources: { list: () => [aSource(), aSource({ id: "logs", kind: "loki" })] },
    answers: { ask: () => (replies[asked++] ?? (() => Promise.reject(new Error("not again"))))() },
    now: () => clock.nowMs,
    patienceMs: 5,
    idKeys: [Buffer.from("a key of tests")],
  });
  const list = async () => (await shelf.list()).map(({ board }) => board.name);
  return { list, asked: () => asked, after: (ms: number) => (clock.nowMs += ms) };
}

it("asks a source once in ten minutes, and shows what it said before until it says otherwise", async () => {
  const again = Promise.withResolvers<Answer>();
  const { list, asked, after } = shelfOf(
    () => Promise.resolve(names("node_cpu_seconds_total", "other")),
    () => again.promise,
  );
  expect([await list(), await list(), asked()]).toEqual([["Nodes"], ["Nodes"], 1]);
  after(600_000);
  expect([await list(), asked()]).toEqual([["Nodes"], 2]);
  again.resolve(names("apiserver_request_total"));
  await again.promise;
  await expect.poll(list).toEqual(["API server"]);
});

it("waits for a slow source once, and not at all when it is asked of its boards again", async () => {
  const slow = Promise.withResolvers<Answer>();
  const { list, asked } = shelfOf(() => slow.promise);
  expect([await list(), await list(), asked()]).toEqual([[], [], 1]);
  slow.resolve(names("DCGM_FI_DEV_GPU_UTIL"));
  await expect.poll(list).toEqual(["GPUs"]);
});

const keyed = (...keys: readonly string[]) => {
  const [first = Buffer.alloc(0), ...others] = keys.map((key) => Buffer.from(key));
  return createStarterShelf({
    sources: { list: () => [aSource({ id: "prod" }), aSource({ id: "stage" })] },
    answers: { ask: () => Promise.resolve(names("node_cpu_seconds_total", "apiserver_request_total")) },
    now: () => 0,
    idKeys: [first, ...others],
  });
};

it("T6 no id of a board tells of its source without the key, and links to it lead there after the key changed", async () => {
  const ids = async (shelf: StarterShelf) => (await shelf.list()).map(({ id }) => id);
  const [before, after] = [await ids(keyed("old")), await ids(keyed("new", "old"))];
  expect(before).toHaveLength(4);
  for (const id of before) expect(id).toMatch(/^starter-(?:nodes|api-server)-[0-9a-f]{16}$/);
  // Every replica, and the next start, has the same.
  expect(await ids(keyed("old"))).toEqual(before);
  for (const { length } of before.map((id) => after.filter((other) => other === id))) expect(length).toBe(0);
  const shelf = keyed("new", "old");
  expect(before.map((id) => shelf.idToday(id))).toEqual(after);
  expect(shelf.idToday(`${before[1]}--cpu`)).toBe(`${after[1]}--cpu`);
  for (const id of [...after, "starter-demo", `${before[0]}x`, "starter-nodes-0123456789abcdef"])
    expect(shelf.idToday(id)).toBe(id);
  for (const guess of ["prod", "stage"]) {
    const digest = createHash("sha256").update(guess).digest("hex");
    expect(before.join()).not.toContain(digest.slice(0, 8));
  }
});

it("asks a source that failed again after a minute", async () => {
  const { list, asked, after } = shelfOf(
    () => Promise.reject(new Error("down")),
    () => Promise.resolve(names("nginx_ingress_controller_requests")),
  );
  expect([await list(), await list(), asked()]).toEqual([[], [], 1]);
  after(60_000);
  // What is known is shown at once; what is new with the next list.
  await list();
  await expect.poll(list).toEqual(["Ingress"]);
});
