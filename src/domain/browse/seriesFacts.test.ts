import { describe, expect, it } from "vitest";
import { buildNameIndex } from "./nameIndex.ts";
import { relatedNames, RELATED_LIMIT } from "./relatedNames.ts";
import { scrapeIntervalMs } from "./scrapeInterval.ts";
import { readSeries, seriesFacts } from "./seriesFacts.ts";
import { isNear, roundRange, steadyRange } from "./browseRange.ts";

describe("seriesFacts", () => {
  const series = readSeries([
    { __name__: "up", job: "a", pod: "1" },
    { __name__: "up", job: "a", pod: "2" },
    { __name__: "up", job: "b", pod: "3" },
    null,
    { job: 3 },
    [],
  ]);
  it("G3 counts series, values of each label and series of each value", () => {
    expect(seriesFacts(series, { isCut: false, topValues: 2 })).toEqual({
      series: 3,
      isCut: false,
      labels: [
        {
          name: "pod",
          values: 3,
          top: [
            { value: "1", series: 1 },
            { value: "2", series: 1 },
          ],
        },
        {
          name: "job",
          values: 2,
          top: [
            { value: "a", series: 2 },
            { value: "b", series: 1 },
          ],
        },
      ],
      sample: series[0],
    });
  });

  it("keeps a label called __proto__ as data", () => {
    const given = readSeries(JSON.parse('[{"__proto__":"x"}]'));
    expect(seriesFacts(given, { isCut: true, topValues: 1 }).labels[0]?.name).toBe("__proto__");
  });

  it.each([null, {}, "x", 3])("reads %j as no series", (data) => {
    expect(seriesFacts(readSeries(data), { isCut: false, topValues: 1 })).toMatchObject({
      series: 0,
      sample: null,
    });
  });
});

describe("scrapeIntervalMs", () => {
  it.each([
    [[0, 15_000, 30_000, 45_000], 15_000],
    [[0, 14_998, 30_004, 60_001, 75_000], 15_000],
    [[0, 7_000, 14_000], 7_000],
    [[0, 60_200, 119_900], 60_000],
    [[0, 400, 800], 400],
    [[0, 15_000], null],
    [[], null],
    [[5, 5, 5], null],
  ])("of samples at %j is %j", (timesMs, wanted) => {
    expect(scrapeIntervalMs(timesMs)).toBe(wanted);
  });
});

describe("relatedNames", () => {
  const names = [
    "node_cpu_seconds_total",
    "node_cpu_guest_seconds_total",
    "node_memory_bytes",
    "instance:node_cpu_utilisation:rate5m",
    "http_seconds_bucket",
    "http_seconds_sum",
    "http_seconds_count",
    "go_goroutines",
  ];
  it("G4 puts the same base name first, then the same prefix", () => {
    expect(relatedNames(buildNameIndex(names), "http_seconds_bucket")).toEqual([
      "http_seconds_count",
      "http_seconds_sum",
    ]);
    expect(relatedNames(buildNameIndex(names), "node_cpu_seconds_total")).toEqual([
      "node_cpu_guest_seconds_total",
      "instance:node_cpu_utilisation:rate5m",
      "node_memory_bytes",
    ]);
  });

  it("G4 gives twenty at most", () => {
    const many = Array.from({ length: 99 }, (_, i) => `x_y_${i}`);
    const long = many.map((name) => name.replace("x_y", "xxx_yyy"));
    expect(relatedNames(buildNameIndex(long), "xxx_yyy_5")).toHaveLength(RELATED_LIMIT);
  });
});

describe("steadyRange", () => {
  const range = { startMs: 1_000_000, endMs: 4_000_000 };
  const options = { nowMs: 10_000, lifetimeMs: 300_000 };
  const held = steadyRange(null, range, options);
  it("rounds outwards to whole minutes", () => {
    expect(roundRange(range)).toEqual({ startMs: 960_000, endMs: 4_020_000 });
    expect(held.asked).toEqual(roundRange(range));
    expect(isNear(range, range)).toBe(true);
  });

  it.each([
    ["moved less than 5 s", 4_999, 4_999, 0, true],
    ["moved by 5 s at once", 5_000, 5_000, 0, false],
    ["slid with the clock", 60_000, 60_000, 60_000, true],
    ["slid with the clock past its lifetime", 300_000, 300_000, 300_000, false],
    ["became longer", -60_000, 60_000, 60_000, false],
    ["moved back", -60_000, -60_000, 60_000, false],
  ])("H2 a range that %s: same %#", (...[, startMs, endMs, passedMs, isSame]) => {
    const next = { startMs: range.startMs + startMs, endMs: range.endMs + endMs };
    const got = steadyRange(held, next, { ...options, nowMs: options.nowMs + passedMs });
    expect(got === held).toBe(isSame);
  });
});
