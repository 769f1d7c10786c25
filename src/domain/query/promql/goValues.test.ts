import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGoFloat, formatGoValue, goRound, parseGoNumber } from "./goNumber.ts";
import { quote, unquote } from "./goString.ts";
import { formatPromDuration, parsePromDuration } from "./promDuration.ts";

describe("numbers", () => {
  it.each([
    ["1e3", 1000],
    ["0x1f", 31],
    ["010", 8],
    ["089", 89],
    ["1_000.5", 1000.5],
    ["01777777777777777777777", 1.7777777777777778e21],
    ["inf", Infinity],
    ["NaN", Number.NaN],
    ["1e999", null],
    ["0x8000000000000000", null],
    ["1__0", null],
    ["", null],
  ])("%s is %d", (text, value) => {
    expect(parseGoNumber(text)).toEqual(value);
  });

  it.each([
    [1e21, "1000000000000000000000", "1e+21"],
    [1.5e-7, "0.00000015", "1.5e-07"],
    [-0, "-0", "-0"],
    [100_000, "100000", "100000"],
    [1_000_000, "1000000", "1e+06"],
    [12_345_678.5, "12345678.5", "1.23456785e+07"],
    [Infinity, "+Inf", "+Inf"],
    [Number.NaN, "NaN", "NaN"],
  ])("%d prints as %s and %s", (value, float, general) => {
    expect([formatGoFloat(value), formatGoValue(value)]).toEqual([float, general]);
  });

  it("prints without an exponent what is read back as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatGoFloat(value))).toBe(value);
        expect(formatGoFloat(value)).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });

  it("rounds halves away from zero", () => {
    expect([goRound(0.5), goRound(-0.5), goRound(-1.5)]).toEqual([1, -1, -2]);
  });
});

describe("strings", () => {
  it.each([
    ['"a"', '"a"'],
    ["'it\\'s'", '"it\'s"'],
    ["`a\\b\n`", '"a\\\\b\\n"'],
    ['"\\xc3\\xa9\\xff"', '"é\\xff"'],
    ['"\\303\\251"', '"é"'],
    ['"\\xed\\xa0\\x80"', '"\\xed\\xa0\\x80"'],
    ['"\\U0001F600\\u00e9\\u200b"', '"😀é\\u200b"'],
    ['"\\a\\x00\\x7f"', '"\\a\\x00\\x7f"'],
  ])("%s prints as %s", (literal, printed) => {
    expect(quote(unquote(literal) ?? "refused")).toBe(printed);
  });

  it.each(['"', '"a', "a", '"\\q"', '"\\400"', '"\\ud800"', '"\\x4"', '"a"b"', '"a\nb"', "`a`b`"])(
    "%j is refused",
    (literal) => {
      expect(unquote(literal)).toBeNull();
    },
  );
});

describe("durations", () => {
  it.each([
    ["90s", 90_000, "1m30s"],
    ["36h", 129_600_000, "1d12h"],
    ["7d", 604_800_000, "1w"],
    ["365d", 31_536_000_000, "1y"],
    ["90d", 7_776_000_000, "90d"],
    ["1500ms", 1500, "1s500ms"],
    ["0s", 0, "0s"],
  ])("%s is %i ms and prints as %s", (text, ms, printed) => {
    expect(parsePromDuration(text)).toBe(ms);
    expect(formatPromDuration(ms)).toBe(printed);
  });

  it.each(["", "5", "1m1h", "1.5h", "300y", "h"])("%j is no duration", (text) => {
    expect(parsePromDuration(text)).toBeNull();
  });
});
