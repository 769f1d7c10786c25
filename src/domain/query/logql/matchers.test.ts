import { describe, expect, it } from "vitest";
import { AUDIT_QUERY } from "./auditQuery.test-util.ts";
import { isSelective, logSelectors, matcherText, selectorAt, takesEmpty } from "./matchers.ts";
import { matchesEmpty } from "./matchesEmpty.ts";

describe("logSelectors", () => {
  it("reads the audit query", () => {
    const [selector, ...others] = logSelectors(AUDIT_QUERY);
    expect(others).toEqual([]);
    expect(selector?.matchers.map(matcherText)).toEqual([
      'logging_component="unicaster"',
      'app="kube-apiserver"',
      'stream=""',
      'cluster="prod"',
    ]);
    expect(AUDIT_QUERY.slice(selector?.from, selector?.to)).toMatch(/^\{.*\}$/);
  });

  it("gives places, decoded values and every selector of a calculation", () => {
    const text = 'sum(rate({a=~`x"y`}[5m])) / sum(rate({ b != "\\n" } |= "{c=1}" [$__auto]))';
    const found = logSelectors(text);
    expect(found.map(({ matchers }) => matchers.map(({ name, op, value }) => [name, op, value]))).toEqual([
      [["a", "=~", 'x"y']],
      [["b", "!=", "\n"]],
    ]);
    for (const { from, to, matchers } of found.flatMap((selector) => [
      selector,
      ...selector.matchers.map((m) => ({ ...m, matchers: [] })),
    ])) {
      expect(text.slice(from, to)).not.toBe("");
      if (matchers.length > 0) expect(text.slice(from, to)).toMatch(/^\{.*\}$/);
    }
  });

  it.each([
    ['{a="b", c', ['a="b"']],
    ['{a="b", c=', ['a="b"']],
    ['{a="b', []],
    ['{a="b" # note }\n, c="d"}', ['a="b"', 'c="d"']],
    ["", []],
    ["{}", []],
    ["{{{", []],
  ])("of %j reads the finished matchers", (text, expected) => {
    expect(logSelectors(text).flatMap(({ matchers }) => matchers.map(matcherText))).toEqual(expected);
  });
});

describe("selectorAt", () => {
  // The cursor is at the bar.
  it.each([
    ["{|}", null, ""],
    ['{a="b", |', null, '{a="b"}'],
    ['{a="b", c|', "c", '{a="b"}'],
    ['{a="b", c=|', "c", '{a="b"}'],
    ['{a="b", c="|"}', "c", '{a="b"}'],
    ['{a=~"|", b="c"} | json', "a", '{b="c"}'],
    ['{a=~"|", b=~".*"}', "a", ""],
    ['rate({a="b", c=~"x|"}[$__auto])', "c", '{a="b"}'],
  ])("%s is in %j beside %j", (marked, label, match) => {
    const text = marked.replace("|", "");
    const at = selectorAt(text, marked.indexOf("|"));
    expect(at && { label: at.label, match: at.match }).toEqual({ label, match });
  });

  it.each(['{a="b"}|', '|{a="b"}', '{a="b"} | json |', "|", '{a="b"} & x="{|}"'])(
    "%s is outside",
    (marked) => {
      const at = marked.lastIndexOf("|");
      expect(selectorAt(marked.slice(0, at) + marked.slice(at + 1), at)).toBeNull();
    },
  );
});

describe("isSelective", () => {
  it.each([
    ["=", "", true],
    ["=", "x", false],
    ["!=", "x", true],
    ["!=", "", false],
    ["=~", ".*", true],
    ["=~", ".+", false],
    ["!~", "x", true],
    ["!~", ".*", false],
    ["=~", "(", null],
  ] as const)("%s%j takes streams without the label: %s", (op, value, expected) => {
    expect(takesEmpty({ op, value })).toBe(expected);
  });

  it("B2 wants one matcher that does not", () => {
    expect(isSelective([])).toBe(false);
    expect(
      isSelective([
        { op: "=~", value: ".*" },
        { op: "!=", value: "x" },
      ]),
    ).toBe(false);
    expect(
      isSelective([
        { op: "=~", value: ".*" },
        { op: "=", value: "x" },
      ]),
    ).toBe(true);
    expect(isSelective([{ op: "=~", value: "[" }])).toBe(true);
  });
});

describe("matchesEmpty", () => {
  it.each([
    ["", true],
    ["a|", true],
    ["(a|b)*", true],
    ["(?:a?|b?){30}c", false],
    ["x{0,3}", true],
    ["x{2}", false],
    ["x{0}", true],
    ["(x{2})?", true],
    ["(?i)a*?", true],
    ["(?i:a?)b?", true],
    ["(?P<n>a)b?", false],
    ["^$", true],
    ["\\b", false],
    ["[]]", false],
    ["[^]a]*", true],
    ["[[:alpha:]]?", true],
    ["\\Qa*\\E", false],
    ["\\p{Greek}*", true],
    ["a{", false],
    ["{,2}", false],
    ["[", null],
    ["(", null],
    [")", null],
    ["*", null],
    ["a**", null],
    ["(?<x", null],
    ["\\", null],
  ])("%s: %s", (pattern, expected) => {
    expect(matchesEmpty(pattern)).toBe(expected);
  });

  it("S31 is linear", () => {
    for (const part of ["(", "[", "(a?", "[:", "\\Q", "a{1,", "(?:a?|b?){30}", "|"]) {
      const began = performance.now();
      matchesEmpty(part.repeat(60_000 / part.length));
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
});
