import { describe, expect, it } from "vitest";
import { promqlSelector } from "./promqlSelector.ts";
import { alternatives, selectionFrom } from "./selectionFrom.ts";
import { selectorOf } from "./selectorOf.ts";

describe("selectionFrom", () => {
  it.each([
    ["rate(up[5m])", "up"],
    ['sum(up{job="a", zone!="b"})', 'up{job="a", zone!="b"}'],
    ['up{job=~"a|b\\\\.c"}', 'up{job=~"a|b\\\\.c"}'],
    ['{"my.metric", a!~"x|y"}', '{"my.metric", a!~"x|y"}'],
    ['{job="a"}', '{job="a"}'],
    ['up{job=~"a.*"}', "up"],
    ['up{job="a", job!="b"}', "up"],
    ["1 + 1", ""],
    ["", ""],
  ])("of %s goes on from %s", (text, selector) => {
    expect(selectorOf(selectionFrom(promqlSelector(text)))).toBe(selector);
  });

  it.each([
    ["a", ["a"]],
    ["a|b", ["a", "b"]],
    ["", [""]],
    ["a\\|b|c", ["a|b", "c"]],
    ["a.b", null],
    ["\\d", null],
    ["(a)", null],
    ["a\\", null],
  ])("the pattern %s lists %j", (pattern, texts) => {
    expect(alternatives(pattern)).toEqual(texts);
  });
});
