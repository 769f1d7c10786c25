import { describe, expect, it } from "vitest";
import type { BoardItem } from "../../../../domain/panel/Board.ts";
import { arrangeByKey, clampSize, moveItem } from "./placeItems.ts";

const items: readonly BoardItem[] = ["a", "b", "c"].map((panelId) => ({ panelId, width: 4, height: 3 }));
const order = (all: readonly BoardItem[]) => all.map(({ panelId }) => panelId).join("");

describe("placeItems", () => {
  it.each([
    [0, 2, "bca"],
    [2, 0, "cab"],
    [1, 9, "acb"],
    [1, -5, "bac"],
    [1, 1, "abc"],
    [7, 0, "abc"],
  ])("moves the item at %i to %i: %s", (from, to, words) =>
    expect(order(moveItem(items, from, to))).toBe(words),
  );

  it.each([
    { key: "ArrowRight", at: 1, words: "acb", said: "Place 3 of 3" },
    { key: "ArrowUp", at: 1, words: "bac", said: "Place 1 of 3" },
    { key: "ArrowLeft", at: 0, words: "abc", said: "Place 1 of 3" },
  ])("moves by $key and says the new place", ({ key, at, words, said }) => {
    const arranged = arrangeByKey(items, at, { key, shiftKey: false });
    expect(order(arranged?.items ?? [])).toBe(words);
    expect(arranged?.words).toBe(said);
  });

  it("sizes with Shift and says the new size", () => {
    const wider = arrangeByKey(items, 0, { key: "ArrowRight", shiftKey: true });
    expect(wider?.items[0]).toEqual({ panelId: "a", width: 5, height: 3 });
    expect(wider?.words).toBe("5 of 12 columns wide, 3 rows high");
    expect(arrangeByKey(items, 0, { key: "ArrowUp", shiftKey: true })?.items[0]?.height).toBe(2);
  });

  it("leaves other keys to others", () =>
    expect(arrangeByKey(items, 0, { key: "Enter", shiftKey: false })).toBeNull());

  it.each([
    [
      { width: 1, height: 1 },
      { width: 3, height: 2 },
    ],
    [
      { width: 99, height: 99 },
      { width: 12, height: 16 },
    ],
    [
      { width: 4.4, height: 4.6 },
      { width: 4, height: 5 },
    ],
  ])("keeps %j within what a board allows", (size, kept) => expect(clampSize(size)).toEqual(kept));
});
