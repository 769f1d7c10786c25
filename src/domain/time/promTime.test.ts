import { describe, expect, it } from "vitest";
import { promDurationMs, promTimeSeconds } from "./promTime.ts";

// What Prometheus 3.15 takes and refuses as `time` and `step`.
describe("promTimeSeconds", () => {
  it.each([
    ["1709160000.25", 1_709_160_000.25],
    ["-5", -5],
    ["1.7e9", 1_700_000_000],
    ["1_000", 1_000],
    ["0x1p3", 8],
    ["2024-02-29T00:00:00Z", 1_709_164_800],
    ["2024-02-29T05:30:00+05:30", 1_709_164_800],
    ["2024-02-29T00:00:00.25Z", 1_709_164_800.25],
    ["2024-02-29T00:00:00,25Z", 1_709_164_800.25],
    ["292277025-08-18T07:12:54.999999999Z", Number.MAX_SAFE_INTEGER],
  ])("%s is %d", (text, seconds) => {
    expect(promTimeSeconds(text)).toBe(seconds);
  });

  it.each([
    "",
    "now",
    " 5",
    "1e400",
    "NaN",
    "Inf",
    "2024-02-29",
    "2024-02-29T00:00:00",
    "2024-02-29t00:00:00z",
    "2024-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-02-29T24:00:00Z",
    "2024-02-29T00:00:60Z",
  ])("%j is no time", (text) => {
    expect(promTimeSeconds(text)).toBeNull();
  });
});

describe("promDurationMs", () => {
  it.each([
    ["60", 60_000],
    ["1m30s", 90_000],
    ["1.001", 1_000.999999],
    ["1s1ms", 1_001],
    ["1s9ms", 1_009],
    ["1e-9", 1e-6],
    ["1e-10", 0],
    ["-5", -5_000],
  ])("%s is %d", (text, ms) => {
    expect(promDurationMs(text)).toBe(ms);
  });

  it.each(["", "NaN", "-Inf", "1m1h", "1.5h", "5m5", "300y", "9223372037", "x"])(
    "%j is no duration",
    (text) => {
      expect(promDurationMs(text)).toBeNull();
    },
  );
});
