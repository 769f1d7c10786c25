import { describe, expect, it } from "vitest";
import type { BoardVariable, VariableChoice, VariableValues } from "../../domain/panel/Board.ts";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { checkChoices } from "./checkChoices.ts";

const variable = (
  name: string,
  choice: VariableChoice,
  more: Partial<BoardVariable> = {},
): BoardVariable => ({
  name,
  label: name.toUpperCase(),
  choice,
  isMulti: false,
  initial: [],
  ...more,
});
const list: VariableChoice = {
  kind: "list",
  values: [
    { value: "a", words: "A" },
    { value: "b", words: "B" },
  ],
};
const text: VariableChoice = { kind: "text", pattern: "[A-Z]-[0-9]{1,5}", example: "K-12" };
const label: VariableChoice = { kind: "label", sourceId: "prod", label: "pod", selector: "" };
const all = [
  variable("list", list),
  variable("many", list, { isMulti: true }),
  variable("text", text, { initial: ["K-1"] }),
  variable("label", label, { initial: ["x"] }),
];
const check = (chosen: VariableValues) => {
  try {
    return checkChoices(all, chosen);
  } catch (error) {
    return error instanceof ProblemError ? `${error.problem.code} ${error.problem.detail}` : String(error);
  }
};

describe("checkChoices", () => {
  it("I3 completes what was not chosen with what the board begins with", () => {
    expect(check({})).toEqual({ list: ["a"], many: [], text: ["K-1"], label: ["x"] });
    expect(check({ list: ["b"], many: ["a", "b"], text: ["Z-99"], label: ['"} or up{a="'] })).toEqual({
      list: ["b"],
      many: ["a", "b"],
      text: ["Z-99"],
      label: ['"} or up{a="'],
    });
  });

  it.each<[VariableValues, string]>([
    [{ other: ["a"] }, "This board has no such choice"],
    [{ ["__proto__x"]: ["a"] }, "This board has no such choice"],
    [{ list: ["c"] }, "LIST: this value is not offered"],
    [{ list: [] }, "LIST: choose one value"],
    [{ list: ["a", "b"] }, "LIST: choose one value"],
    [{ many: ["a", "a"] }, "MANY: a value is there twice"],
    [{ text: ["K-1 or 1"] }, "TEXT: write it like “K-12”"],
    [{ text: ["K-1\n"] }, "TEXT: write it like “K-12”"],
    [{ text: ["K-1".repeat(100)] }, "TEXT: this value is not possible"],
    [{ label: ["\ud800"] }, "LABEL: this value is not possible"],
    [{ label: ["x".repeat(201)] }, "LABEL: this value is not possible"],
  ])("T6 refuses %j: %s", (chosen, why) => {
    expect(check(chosen)).toBe(`BAD_VARIABLE ${why}`);
  });

  it("T6 a pattern that takes for ever elsewhere takes no time", () => {
    const slow = variable("slow", { kind: "text", pattern: "(a+)+$", example: "" });
    const start = performance.now();
    expect(() => checkChoices([slow], { slow: [`${"a".repeat(150)}!`] })).toThrow("BAD_VARIABLE");
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
