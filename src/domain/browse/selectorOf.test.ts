import { describe, expect, it } from "vitest";
import { clearLabel, EMPTY_SELECTION, type Selection, setMode, toggleValue } from "./Selection.ts";
import { isAskable, matchBeside, selectorOf, withMatcher } from "./selectorOf.ts";

const select = (metric: string, ...picks: readonly (readonly [string, "any" | "none", ...string[]])[]) => ({
  metric,
  picks: picks.map(([label, mode, ...values]) => ({ label, mode, values })),
});

describe("selectorOf", () => {
  it.each<[Selection, string]>([
    [EMPTY_SELECTION, ""],
    [select("up"), "up"],
    [select("my.metric"), '{"my.metric"}'],
    [select("up", ["job", "any", "a"]), 'up{job="a"}'],
    [select("up", ["job", "none", "a"]), 'up{job!="a"}'],
    [select("", ["job", "any", "a", "b"]), '{job=~"a|b"}'],
    [select("", ["job", "none", "a", "b"]), '{job!~"a|b"}'],
    [select("", ["job", "any", "a.b", "c|d"]), '{job=~"a\\\\.b|c\\\\|d"}'],
    [select("", ["job", "any", 'say "hi"\n']), '{job="say \\"hi\\"\\n"}'],
    [select("", ["service.name", "any", "x"]), '{"service.name"="x"}'],
    [select("up", ["job", "any"]), "up"],
    [select("my.metric", ["a", "any", "x"]), '{"my.metric", a="x"}'],
  ])("H1 writes %j as %s", (selection, text) => {
    expect(selectorOf(selection)).toBe(text);
  });

  it("H1 is the same set whatever came first", () => {
    const chosen = toggleValue(toggleValue(toggleValue(EMPTY_SELECTION, "a", "1"), "b", "2"), "a", "3");
    expect(selectorOf(chosen)).toBe('{a=~"1|3", b="2"}');
    expect(selectorOf(toggleValue(toggleValue(chosen, "a", "1"), "a", "3"))).toBe('{b="2"}');
  });

  it("H1 keeps the mode of a label that has no value yet", () => {
    const none = setMode(EMPTY_SELECTION, "a", "none");
    expect(selectorOf(toggleValue(none, "a", "x"))).toBe('{a!="x"}');
    expect(setMode(none, "a", "any").picks).toEqual([]);
    expect(clearLabel(none, "a").picks).toEqual([]);
  });

  it("H1 narrows a label's own list by all the others", () => {
    const chosen = select("up", ["a", "any", "1"], ["b", "none", "2"]);
    expect(matchBeside(chosen, "a")).toBe('up{b!="2"}');
    expect(matchBeside(select("", ["a", "any", "1"]), "a")).toBe("");
  });

  it.each<[Selection, boolean]>([
    [EMPTY_SELECTION, false],
    [select("up"), true],
    [select("", ["a", "any", "x"]), true],
    [select("", ["a", "none", "x"]), false],
    [select("", ["a", "any", "x", ""]), false],
    [select("", ["a", "any", ""]), false],
    [select("", ["a", "none", ""]), true],
  ])("B2 of %j says whether a server takes it: %s", (selection, isFit) => {
    expect(isAskable(selection)).toBe(isFit);
  });

  it.each([
    ["", '{a="b"}'],
    ["up", 'up{a="b"}'],
    ["{}", '{a="b"}'],
    ['up{c="d"}', 'up{c="d", a="b"}'],
  ])("adds a matcher to %j", (selector, wanted) => {
    expect(withMatcher(selector, { name: "a", operator: "=", value: "b" })).toBe(wanted);
  });
});
