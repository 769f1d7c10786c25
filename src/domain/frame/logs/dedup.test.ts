import { describe, expect, it } from "vitest";
import { foldAdjacent } from "./dedup.ts";
import { lineOf } from "./testLines.test-util.ts";

const TEXTS = [
  "2024-10-22T15:30:07.123Z took 5 ms",
  "2024-10-22T15:30:08Z took 5 ms",
  "2024-10-22T15:30:09Z took 17.5 ms",
  "2024-10-22T15:30:09Z gave 17.5 ps",
  "other",
  "2024-10-22T15:30:07.123Z took 5 ms",
];
const counts = (kind: Parameters<typeof foldAdjacent>[1], texts = TEXTS) =>
  foldAdjacent(
    texts.map((text) => lineOf(text)),
    kind,
  ).map(({ count }) => count);

describe("foldAdjacent", () => {
  it.each([
    ["none", [1, 1, 1, 1, 1, 1]],
    ["exact", [2, 1, 1, 1, 1]],
    ["numbers", [3, 1, 1, 1]],
    ["signature", [4, 1, 1]],
  ] as const)("folds adjacent lines only: %s", (kind, wanted) => {
    expect(counts(kind)).toEqual(wanted);
  });

  it("keeps the lines of every fold, so that it can be opened in its place", () => {
    const lines = TEXTS.map((text) => lineOf(text));
    const folds = foldAdjacent(lines, "numbers");
    expect(folds.flatMap(({ from, to }) => lines.slice(from, to))).toEqual(lines);
    expect(folds[0]?.line).toBe(lines[0]);
  });

  it("does not count colours", () => {
    expect(counts("exact", ["\u001b[32mok\u001b[0m", "ok", "\u001b[31mok"])).toEqual([3]);
  });
});
