import { gunzipSync, gzipSync } from "node:zlib";
import { expect, it, vi } from "vitest";
import { CoveredParts } from "./CoveredParts.ts";

const part = { panelId: "panel-1234", letter: "A", gzip: gzipSync("secret") };
const cover = () => vi.fn<(body: Buffer) => Buffer>(() => Buffer.from("covered"));

it("T14 a part that many open at once is covered once for all of them", async () => {
  const parts = new CoveredParts();
  const once = cover();
  const open = () => parts.of({ linkId: "link", part, cover: once, isPacked: true });
  const all = await Promise.all(Array.from({ length: 50 }, open));
  expect(new Set(all.map((body) => gunzipSync(body).toString()))).toEqual(new Set(["covered"]));
  expect(once).toHaveBeenCalledOnce();
  await open();
  expect(once).toHaveBeenCalledTimes(2);
});

it("another part, another link and another coding are each by themselves", async () => {
  const parts = new CoveredParts();
  const each = cover();
  const usual = { linkId: "link", part, cover: each, isPacked: true };
  const others = [
    usual,
    { ...usual, linkId: "other" },
    { ...usual, part: { ...part, panelId: "panel-5678" } },
    { ...usual, part: { ...part, letter: "B" } },
    { ...usual, isPacked: false },
  ];
  const bodies = await Promise.all(others.map(async (one) => await parts.of(one)));
  expect(each).toHaveBeenCalledTimes(others.length);
  expect(bodies.at(-1)?.toString()).toBe("covered");
});

it("what cannot be covered fails for those who asked, and is tried anew for the next", async () => {
  const parts = new CoveredParts();
  const usual = { linkId: "link", part, isPacked: false };
  const failing = () => {
    throw new Error("no end");
  };
  const both = [1, 2].map(async () => await parts.of({ ...usual, cover: failing }));
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await parts.of({ ...usual, cover: cover() })).toString()).toBe("covered");
});
