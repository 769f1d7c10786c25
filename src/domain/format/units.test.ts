import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatColumn } from "./formatColumn.ts";
import { formatExact } from "./formatExact.ts";
import { formatValueText } from "./formatValue.ts";
import { units } from "./units.ts";

const double = fc.double();
const unitId = fc.constantFrom(...units.map((unit) => unit.id), "", "unknown");

const print = (values: number[], unit: string) => {
  const column = formatColumn(values, unit);
  return `${values.map((value) => column.format(value)).join(" ")} | ${column.suffix}`;
};

describe("formatValue", () => {
  it.each([
    [0, "none", "0"],
    [-0, "none", "0"],
    [73.534, "cores", "73.53 cores"],
    [1500, "none", "1500"],
    [15_000, "none", "15k"],
    [-2_500_000, "none", "-2.5M"],
    [1500, "plain", "1500"],
    [123_456.789, "plain", "123457"],
    [0.000012, "none", "1.2e-5"],
    [1536, "bytes", "1.5 KiB"],
    [1023, "bytes", "1023 B"],
    [5 * 1024 ** 3, "bytes", "5 GiB"],
    [1_500_000, "decbytes", "1.5 MB"],
    [2048, "Bps", "2 KiB/s"],
    [0.0123, "seconds", "12.3 ms"],
    [90, "seconds", "1.5 min"],
    [250, "milliseconds", "250 ms"],
    [172_800, "seconds", "2 d"],
    [0.999999, "seconds", "1 s"],
    [93_600, "duration", "1 d 2 h"],
    [59, "duration", "59"],
    [50, "percent", "50\u00a0%"],
    [0.1234, "percentunit", "12.34\u00a0%"],
    [0.5, "ratio", "0.5"],
    [1, "boolean", "yes"],
    [0, "boolean", "no"],
    [2, "boolean", "2"],
    [12_345, "reqps", "12.35k req/s"],
    [1500, "watts", "1.5 kW"],
    [0.002, "joules", "2 mJ"],
    [21.5, "celsius", "21.5 °C"],
    [1_729_382_400, "dateTime", "2024-10-20 00:00"],
    [Number.NaN, "bytes", "NaN"],
    [Number.POSITIVE_INFINITY, "seconds", "+Inf"],
    [Number.NEGATIVE_INFINITY, "seconds", "-Inf"],
    [1e308, "none", "1e308"],
    [1e308, "bytes", "1e308 B"],
    [5e-324, "seconds", "4.941e-315 ns"],
    [7, "made-up", "7"],
  ])("prints %d %s as %s", (value, unit, text) => expect(formatValueText(value, unit)).toBe(text));

  it("has a text for every double in every unit, with NaN and Inf as words", () => {
    fc.assert(
      fc.property(double, unitId, (value, unit) => {
        const text = formatValueText(value, unit);
        expect(text).not.toMatch(/undefined|null|^$/);
        expect(/NaN|Inf/.test(text)).toBe(!Number.isFinite(value));
        expect(text.length).toBeLessThan(32);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("formatColumn", () => {
  it.each<[number[], string, string]>([
    [[13.9, 24.936, 54.12], "cores", "13.90 24.94 54.12 | cores"],
    [[1, 2, 30], "none", "1 2 30 | "],
    [[1024, 1024 ** 2, 1.5 * 1024 ** 2], "bytes", "0.001 1.000 1.500 | MiB"],
    [[0.01, 0.25], "seconds", "10 250 | ms"],
    [[Number.NaN, Number.POSITIVE_INFINITY, 1.5], "none", "NaN +Inf 1.5 | "],
    [[-0.0001, 1], "none", "0 1 | "],
    [[], "none", " | "],
  ])("prints %j %s with one scale and precision", (values, unit, text) =>
    expect(print(values, unit)).toBe(text),
  );
});

describe("formatExact", () => {
  it.each([
    [0.1 + 0.2, "0.30000000000000004"],
    [1e308, "1e+308"],
    [1e-7, "1e-07"],
    [1e21, "1e+21"],
    [0.000001, "0.000001"],
    [123_456_789_012_345_680_000, "123456789012345680000"],
    [-0, "-0"],
    [5e-324, "5e-324"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "+Inf"],
    [Number.NEGATIVE_INFINITY, "-Inf"],
  ])("writes %d as Prometheus does: %s", (value, text) => expect(formatExact(value)).toBe(text));

  it("is read back as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatExact(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });
});
