import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { units } from "./units.ts";
import { valueTicks } from "./valueTicks.ts";

const axis = (low: number, high: number, [unit, count, isLog]: [string, number, boolean?]) => {
  const { ticks, unitText } = valueTicks(low, high, { unit, count, isLog: isLog ?? false });
  return `${ticks.map((tick) => tick.text).join(" ")} | ${unitText}`;
};

describe("valueTicks", () => {
  it.each<[number, number, [string, number, boolean?], string]>([
    [0, 73, ["cores", 4], "0 20 40 60 80 | cores"],
    [0, 1.5 * 1024 ** 3, ["bytes", 6], "0 0.25 0.50 0.75 1.00 1.25 1.50 | GiB"],
    [0, 3 * 1024 ** 2, ["Bps", 4], "0 1 2 3 | MiB/s"],
    [0, 3600, ["seconds", 5], "0 15 30 45 60 | min"],
    [0, 0.0042, ["seconds", 5], "0 1 2 3 4 5 | ms"],
    [0, 7 * 86_400, ["seconds", 7], "0 1 2 3 4 5 6 7 | d"],
    [0, 1, ["percentunit", 4], "0 50 100 | %"],
    [0, 42_000, ["none", 5], "0 10k 20k 30k 40k 50k | "],
    [0, 4200, ["none", 5], "0 1,000 2,000 3,000 4,000 5,000 | "],
    [0, 130_000, ["plain", 3], "0 50,000 100,000 150,000 | "],
    [0, 14_000, ["plain", 3], "0 5,000 10,000 15,000 | "],
    [-12_000, 0, ["plain", 2], "-20,000 -10,000 0 | "],
    [0, 4200, ["plain", 5], "0 1,000 2,000 3,000 4,000 5,000 | "],
    [-0.3, 0.3, ["none", 6], "-0.3 -0.2 -0.1 0 0.1 0.2 0.3 | "],
    [1_000_000_000, 1_000_000_010, ["none", 4], "1.000000000G 1.000000005G 1.000000010G | "],
    [5, 5, ["none", 4], "4.5 5.0 5.5 | "],
    [0, 0, ["none", 4], "0 0.5 1.0 | "],
    [Number.NaN, Number.NaN, ["bytes", 4], "0 0.5 1.0 | B"],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, ["none", 2], "0 0.5 1.0 | "],
    [0, 1, ["boolean", 4], "no yes | "],
    [1_729_382_400, 1_729_468_800, ["dateTime", 2], "2024-10-20 00:00 2024-10-20 12:00 2024-10-21 00:00 | "],
    [1, 1000, ["none", 5, true], "1 10 100 1,000 | "],
    [3, 40, ["none", 8, true], "1 2 5 10 20 50 100 | "],
    [1024, 1024 ** 3, ["bytes", 5, true], "1 KiB 32 KiB 1 MiB 32 MiB 1 GiB | "],
    [0.002, 5000, ["seconds", 10, true], "1 ms 10 ms 100 ms 1 s 10 s 1 min 10 min 1 h 10 h | "],
    [-5, 0, ["none", 4, true], "1 10 | "],
    [0, 1000, ["none", 4, true], "1 10 100 1,000 | "],
  ])("from %d to %d %j: %s", (...row) => {
    const [low, high, at, expected] = row;
    expect(axis(low, high, at)).toBe(expected);
  });

  it("covers any domain with ascending ticks, no two alike, in every unit", () => {
    const any = fc.oneof(
      fc.double(),
      fc.double({ min: -1e6, max: 1e6 }),
      fc.integer({ min: 0, max: 2e9 }),
      fc.constantFrom(0, 1e15, 1e-9, 5e-324, 1.7e308, -1.7e308),
    );
    const options = fc.record({
      unit: fc.constantFrom(...units.map((unit) => unit.id)),
      count: fc.integer({ min: 1, max: 20 }),
      isLog: fc.boolean(),
    });
    fc.assert(
      fc.property(any, any, options, (...[a, b, chosen]) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const result = valueTicks(low, high, chosen);
        const texts = result.ticks.map((tick) => tick.text);
        expect(new Set(texts).size).toBe(texts.length);
        expect(texts.join()).not.toMatch(/NaN|Inf|undefined/);
        expect(result.ticks.length).toBeGreaterThanOrEqual(2);
        expect(result.ticks.length).toBeLessThanOrEqual(chosen.count * 2 + 4);
        expect(result.low).toBeLessThan(result.high);
        for (const [index, tick] of result.ticks.entries()) {
          expect(tick.value).toBeGreaterThan(result.ticks[index - 1]?.value ?? Number.NEGATIVE_INFINITY);
        }
        const isOrdinary =
          Number.isFinite(low) && Number.isFinite(high) && Math.abs(low) + Math.abs(high) < 1e300;
        if (isOrdinary && !chosen.isLog && high - low > 1e-250) {
          // A billionth of the axis is far less than a pixel.
          const slack = Math.max(Math.abs(low), Math.abs(high), result.high - result.low) * 1e-8;
          expect(result.low).toBeLessThanOrEqual(low + slack);
          expect(result.high).toBeGreaterThanOrEqual(high - slack);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
