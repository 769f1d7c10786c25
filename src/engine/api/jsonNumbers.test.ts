import { describe, expect, it } from "vitest";
import { jsonTime, jsonValue } from "./jsonNumbers.ts";

// Left: as the real Prometheus 3.15 answers `query=<number>`.
describe("jsonValue", () => {
  it.each([
    ['"1"', 1],
    ['"0"', 0],
    ['"-0"', -0],
    ['"0.1"', 0.1],
    ['"0.000001"', 1e-6],
    ['"1e-07"', 1e-7],
    ['"1.5e-07"', 1.5e-7],
    ['"1e-17"', 1e-17],
    ['"5e-324"', 5e-324],
    ['"100000000000000000000"', 1e20],
    ['"1e+21"', 1e21],
    ['"1.7976931348623157e+308"', Number.MAX_VALUE],
    ['"123456789.12345679"', 123456789.12345679],
    ['"NaN"', Number.NaN],
    ['"+Inf"', Infinity],
    ['"-Inf"', -Infinity],
  ])("is %s for %d", (text, value) => {
    expect(jsonValue(value)).toBe(text);
  });
});

describe("jsonTime", () => {
  it.each([
    ["1500000000", 1_500_000_000_000],
    ["1500000000.500", 1_500_000_000_500],
    ["1500000000.050", 1_500_000_000_050],
    ["0.001", 1],
    ["0", 0],
    ["-1.500", -1500],
  ])("is %s for %d", (text, timeMs) => {
    expect(jsonTime(timeMs)).toBe(text);
  });
});
