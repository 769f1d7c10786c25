import { describe, expect, it } from "vitest";
import { selectorReaches } from "./selectorReach.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const range = { startMs: 100 * HOUR, endMs: 101 * HOUR };

/** Minutes before the range's start and end. */
const reachOf = (sent: string) =>
  selectorReaches(sent, range).map(({ range: { startMs, endMs }, isNeeded }) => [
    (range.startMs - startMs) / MINUTE,
    (range.endMs - endMs) / MINUTE,
    isNeeded,
  ]);

describe("L4 selectorReaches", () => {
  it.each<[string, (readonly [number, number, boolean])[]]>([
    ["up", [[5, 0, true]]],
    ["rate(x[20m])", [[20, 0, true]]],
    ["x offset 1h", [[65, 60, true]]],
    ["x offset -1h", [[-55, -60, true]]],
    ["rate(x[10m] offset 1d)", [[1450, 1440, true]]],
    ["x @ end()", [[-55, 0, true]]],
    ["x @ start()", [[5, 60, true]]],
    ["x @ 363600", [[-55, 0, true]]],
    ["max_over_time(rate(x[5m])[2h:1m])", [[125, 0, true]]],
    ["max_over_time(rate(x[5m])[2h:1m] offset 1h)", [[185, 60, true]]],
    [
      "a unless b",
      [
        [5, 0, true],
        [5, 0, false],
      ],
    ],
    [
      "a and b",
      [
        [5, 0, true],
        [5, 0, true],
      ],
    ],
    ["absent(sum(a))", [[5, 0, false]]],
    ["vector(1) > 2", []],
    ["a{", []],
  ])("L4 %s reads %j minutes before the range", (sent, wanted) => {
    expect(reachOf(sent)).toEqual(wanted);
  });

  it("L4 one moment is read five minutes back", () => {
    const moment = { startMs: HOUR, endMs: HOUR };
    expect(selectorReaches("up", moment)[0]?.range).toEqual({ startMs: 55 * MINUTE, endMs: HOUR });
  });
});
