import { describe, expect, it } from "vitest";
import { nextIndex, typeaheadIndex } from "./menuFocus.ts";

describe("nextIndex", () => {
  it.each([
    ["ArrowDown", -1, 0],
    ["ArrowDown", 2, 0],
    ["ArrowUp", 0, 2],
    ["ArrowUp", -1, 2],
    ["Home", 2, 0],
    ["End", 0, 2],
    ["a", 0, null],
  ])("%s from %i of three goes to %s", (key, index, to) => {
    expect(nextIndex(key, index, 3)).toBe(to);
  });

  it("moves nothing in an empty list", () => {
    expect(nextIndex("ArrowDown", -1, 0)).toBeNull();
  });
});

describe("typeaheadIndex", () => {
  it("finds the next item by its first letters, around the end", () => {
    const texts = ["Format", "Remove", "Restore"];
    expect(typeaheadIndex(texts, 0, "r")).toBe(1);
    expect(typeaheadIndex(texts, 1, "R")).toBe(2);
    expect(typeaheadIndex(texts, 2, "r")).toBe(1);
    expect(typeaheadIndex(texts, 0, "x")).toBeNull();
  });
});
