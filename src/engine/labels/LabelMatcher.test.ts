import { expect, it } from "vitest";
import { createMatcher, matchesAll } from "./LabelMatcher.ts";
import { Labels } from "./Labels.ts";

it.each([
  ["=", "a", "a", true],
  ["=", "a", "", false],
  ["=", "", "", true],
  ["!=", "a", "b", true],
  ["=~", "a|b", "b", true],
  ["=~", "a|b", "ab", false],
  ["=~", "a.*", "a\nb", true],
  ["=~", "(?i)A", "a", true],
  ["=~", "b", "abc", false],
  ["=~", "", "", true],
  ["=~", ".+", "", false],
  ["=~", "a||b", "", true],
  ["!~", "a.*", "", true],
  ["!~", ".*", "a", false],
  ["=~", "\\d{3}", "404", true],
  ["=~", "a|bc", "ab", false],
  ["=~", "(?P<n>a)(?P<n>b)", "ab", true],
] as const)("%s %j on %j is %s", (...[operator, pattern, text, expected]) => {
  expect(createMatcher("l", operator, pattern).matches(text)).toBe(expected);
});

it("takes linear time on a pattern that would make others backtrack", () => {
  expect(createMatcher("l", "=~", "(a*)*b").matches("a".repeat(5_000))).toBe(false);
});

it("reads an absent label as empty", () => {
  const labels = Labels.from({ __name__: "up" });
  expect(matchesAll(labels, [createMatcher("job", "=", ""), createMatcher("__name__", "=~", "u.")])).toBe(
    true,
  );
  expect(matchesAll(labels, [createMatcher("job", "!=", "")])).toBe(false);
});

it("refuses a pattern that only its anchors would make whole", () => {
  expect(() => createMatcher("l", "=~", "a)(b")).toThrow("error parsing regexp: unexpected ): `a)(b`");
});
