import { describe, expect, it } from "vitest";
import { rateIntervalMs, variableValues } from "./rateInterval.ts";

describe("interval variables", () => {
  it("takes the larger of step + scrape and four scrapes", () => {
    expect(rateIntervalMs(15_000, 15_000)).toBe(60_000);
    expect(rateIntervalMs(600_000, 15_000)).toBe(615_000);
    expect(rateIntervalMs(30_000, 30_000)).toBe(120_000);
  });

  it("prints them as Prometheus durations, and seconds and milliseconds as numbers", () => {
    expect(variableValues({ stepMs: 600_000, rangeMs: 259_200_000, scrapeMs: 15_000 })).toEqual({
      $__interval: "10m",
      $__interval_ms: "600000",
      $__rate_interval: "10m15s",
      $__rate_interval_ms: "615000",
      $__range: "3d",
      $__range_s: "259200",
      $__range_ms: "259200000",
    });
  });
});
