import { describe, expect, it } from "vitest";
import {
  addLineFilter,
  addPatternFilter,
  hasLineFilter,
  lineFilters,
  lineHighlights,
  removeLineFilter,
} from "./lineFilters.ts";

describe("lineFilters", () => {
  it("reads operators, values, ip and or, in text order", () => {
    const text = '{a="|= 1"} |= "x" or `y` != ip("10.0.0.0/8") | json | b="z" |~ "(?i)q" |> "<_> w"';
    expect(lineFilters(text).map(({ op, value, isIp }) => [op, value, isIp])).toEqual([
      ["|=", "x", false],
      ["|=", "y", false],
      ["!=", "10.0.0.0/8", true],
      ["|~", "(?i)q", false],
      ["|>", "<_> w", false],
    ]);
    for (const { from, to } of lineFilters(text)) expect(text.slice(from, to)).toMatch(/^["`].*["`]$/);
  });

  it("leaves out what is not finished", () => {
    expect(lineFilters('{a="b"} |= "x" |= ')).toHaveLength(1);
  });
});

describe("lineHighlights", () => {
  it.each([
    ['{a="b"} |= "x.y"', [["x.y", false]]],
    [
      '{a="b"} |~ "(?i)error|time\\\\.out"',
      [
        ["error", true],
        ["time.out", true],
      ],
    ],
    ['{a="b"} |~ "err.*"', []],
    ['{a="b"} |~ "\\\\d"', []],
    ['{a="b"} != "x" !~ "y" |= ip("1.1.1.1") |= ""', []],
    [
      '{a="b"} |> "<_> took <ms>ms <_>"',
      [
        ["took", false],
        ["ms", false],
      ],
    ],
    [
      '{a="b"} |= "x" or "y"',
      [
        ["x", false],
        ["y", false],
      ],
    ],
  ])("of %s", (text, expected) => {
    expect(lineHighlights(text).map((item) => [item.text, item.isCaseInsensitive])).toEqual(expected);
  });
});

describe("addPatternFilter", () => {
  it.each([
    ['{a="b"}', false, '{a="b"} |> "<_> \\"q\\""'],
    ['{a="b"} |= "x" | json', true, '{a="b"} |= "x" !> "<_> \\"q\\"" | json'],
    ['{a="b"} | json |= "x"', false, '{a="b"} |> "<_> \\"q\\"" | json |= "x"'],
    ['rate({a="b"}[5m])', false, 'rate({a="b"} |> "<_> \\"q\\""[5m])'],
    ["", false, ""],
  ])("to %s", (text, isOut, expected) => {
    expect(addPatternFilter(text, '<_> "q"', isOut)).toBe(expected);
  });

  it("is taken out again byte for byte", () => {
    for (const text of ['{a="b"}', '{a="b"} |= "x" or "y" # c\n| json']) {
      const added = addLineFilter(text, "|>", "<_> q");
      expect(hasLineFilter(added, "|>", "<_> q")).toBe(true);
      expect(removeLineFilter(added, "|>", "<_> q")).toBe(text);
      expect(removeLineFilter(text, "|>", "<_> q")).toBe(text);
    }
  });
});
