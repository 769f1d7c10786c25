import { describe, expect, it } from "vitest";
import { addMatcher, removeMatcher, replaceMatcher, setMatcher } from "./edit.ts";

const TEXT = '# top\nsum(rate({ a = "b", # first\n  c=~`d.*` ,e="f"} |= "{x}" [5m])) # end';

describe("A8 edits of the first selector", () => {
  it("replace a matcher and keep the rest byte for byte", () => {
    expect(replaceMatcher(TEXT, 1, { name: "c", op: "!=", value: 'q"' })).toBe(
      TEXT.replace("c=~`d.*`", () => 'c!="q\\""'),
    );
  });

  it("add behind the last matcher as the others are separated", () => {
    expect(addMatcher(TEXT, { name: "g", op: "=", value: "h" })).toBe(TEXT.replace('e="f"', 'e="f" ,g="h"'));
  });

  it("set replaces a matcher of the label or adds one", () => {
    expect(setMatcher('{a="b"}', { name: "a", op: "=~", value: "c" })).toBe('{a=~"c"}');
    expect(setMatcher('{a="b"}', { name: "x", op: "=", value: "c" })).toBe('{a="b", x="c"}');
  });

  it("remove takes the comma along and keeps comments", () => {
    expect(removeMatcher(TEXT, 0)).toBe(TEXT.replace('a = "b", #', " #"));
    expect(removeMatcher(TEXT, 2)).toBe(TEXT.replace(' ,e="f"', ""));
    expect(removeMatcher('{a="b"}', 0)).toBe("{}");
  });

  it("an empty text becomes a selector, one without a selector stays", () => {
    expect(addMatcher("", { name: "a", op: "=", value: "b" })).toBe('{a="b"}');
    expect(addMatcher("{}", { name: "a", op: "=", value: "b" })).toBe('{a="b"}');
    expect(addMatcher("vector(1)", { name: "a", op: "=", value: "b" })).toBe("vector(1)");
    expect(removeMatcher('{a="b"}', 7)).toBe('{a="b"}');
    expect(replaceMatcher("", 0, { name: "a", op: "=", value: "b" })).toBe("");
  });
});
