import { describe, expect, it } from "vitest";
import { dataReaches } from "./dataReach.ts";

const MINUTE = 60_000;

describe("dataReaches", () => {
  it.each<[string, readonly (readonly [string, number, number])[]]>([
    ['{app="a"} |= "{not=\\"one\\"}" | json', [['{app="a"}', 0, 0]]],
    ['rate({app="a"}[5m])', [['{app="a"}', 5, 0]]],
    ['sum by (x) (rate({app="a"} | json [1h30m] offset 2h))', [['{app="a"}', 90, 120]]],
    ['count_over_time({app="a"}[1d] offset -5m)', [['{app="a"}', 1_440, -5]]],
    ['count_over_time({app="a"}[1.5h])', [['{app="a"}', 90, 0]]],
    [
      'sum(rate({a="b"}[1m])) / sum(rate({a="b"}[1m] offset 1w))',
      [
        ['{a="b"}', 1, 0],
        ['{a="b"}', 1, 10_080],
      ],
    ],
    ['sum(rate({a="b"}[1m])) + sum(rate({a="b"}[1m]))', [['{a="b"}', 1, 0]]],
    ['({ a = "b" } |= "x")', [['{ a = "b" }', 0, 0]]],
    ['quantile_over_time(0.9, {a="b"} | unwrap x [2w]) by (y)', [['{a="b"}', 20_160, 0]]],
    [
      'sum_over_time({a="b"} | json | unwrap x [5m] offset 2h) / rate({c="d"}[1m])',
      [
        ['{a="b"}', 5, 120],
        ['{c="d"}', 1, 0],
      ],
    ],
    ["vector(1)", []],
    ["", []],
  ])("%s reads %j (selector, window and offset in minutes)", (text, expected) => {
    expect(
      dataReaches(text).map(({ selector, windowMs, offsetMs }) => [
        selector,
        windowMs / MINUTE,
        offsetMs / MINUTE,
      ]),
    ).toEqual(expected);
  });

  it("takes a selector inside a string for no selector, and ends on any text", () => {
    expect(dataReaches('{a="{b=\\"c\\"}"}')).toHaveLength(1);
    for (const text of ["{", '{a="', "}{", "(".repeat(60_000), '{a="b"}[', "sum(".repeat(10_000)])
      expect(Array.isArray(dataReaches(text))).toBe(true);
  });
});
