import { describe, expect, it } from "vitest";
import { parseByteSize, printByteSize } from "./byteSize.ts";
import { parseDuration, parseRangeDuration, printGoDuration } from "./goDuration.ts";

describe("durations", () => {
  it.each([
    ["5m", 300_000_000_000n],
    ["1d12h", 129_600_000_000_000n],
    ["1y", 31_536_000_000_000_000n],
    ["0", 0n],
    ["0s", 0n],
    ["1.5h", null],
    ["1h1d", null],
    ["5us", null],
    ["-5m", null],
    ["", null],
    ["300y", null],
  ])("range %s is %s ns", (text, ns) => {
    expect(parseRangeDuration(text)).toBe(ns);
  });

  it.each([
    ["1.5h", "1h30m0s"],
    ["1m1h", "1h1m0s"],
    ["500us", "500µs"],
    ["1.5ns", "1ns"],
    ["-10ms", "-10ms"],
    ["2h5m3s7ms", "2h5m3.007s"],
    [".5s", "500ms"],
    ["1d", "24h0m0s"],
  ])("%s prints as %s", (text, printed) => {
    const ns = parseDuration(text);
    expect(ns === null ? null : printGoDuration(ns)).toBe(printed);
    expect(parseDuration(printed)).toBe(ns);
  });

  it.each(["1d1.5h", "5", "x", "-", ".s", "1h-1m"])("%s is none", (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe("sizes", () => {
  it.each([
    ["10KB", 10_000, "10kB"],
    ["10KiB", 10_240, "10kB"],
    ["1.5MB", 1_500_000, "1.5MB"],
    ["5B", 5, "5B"],
    ["1.5B", 1, "1B"],
    ["2GiB", 2_147_483_648, "2.1GB"],
    ["9.99KB", 9990, "10kB"],
  ])("%s is %i bytes, printed %s", (text, bytes, printed) => {
    expect(parseByteSize(text)).toBe(bytes);
    expect(printByteSize(bytes)).toBe(printed);
  });

  it.each(["1PB", "1EB", "0B", "5", "5kb", "B"])("%s is none", (text) => {
    expect(parseByteSize(text)).toBeNull();
  });
});
