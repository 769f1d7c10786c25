import { describe, expect, it } from "vitest";
import { logqlHints } from "./hints.ts";

describe("logqlHints", () => {
  it.each([
    ['rate({a="b"})', 'rate({a="b"} [$__auto])'],
    [
      'sum(rate({a="b"} | json)) / sum(rate({a="c"} # x\n))',
      'sum(rate({a="b"} | json [$__auto])) / sum(rate({a="c"} [$__auto] # x\n))',
    ],
    ['sum({a="b"})', 'sum(count_over_time({a="b"} [$__auto]))'],
    ['sum by (c) ({a="b"} | json)', 'sum by (c) (count_over_time({a="b"} | json [$__auto]))'],
  ])("makes a query of %s", (text, expected) => {
    expect(logqlHints(text).map((hint) => hint.apply())).toEqual([expected]);
  });

  it.each(["", '{a="b"}', 'rate({a="b"}[5m])', "sum(", 'rate({a="b"', 'sum({a="b"', "up"])(
    "says nothing of %j",
    (text) => {
      expect(logqlHints(text)).toEqual([]);
    },
  );
});
