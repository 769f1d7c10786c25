import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../../web/worker/utf8.ts";
import { labelsKey } from "../../format/seriesKey.ts";
import type { StepGrid } from "../decode/DecodeOptions.ts";
import { QueryDecoder } from "../decode/QueryDecoder.ts";
import { receiveDecoded, sendDecoded } from "../decode/transferDecoded.ts";
import type { NativeHistogram, RangeResult, Series } from "../Frame.ts";
import { histogramQuantiles, histogramTotals } from "./derivedSeries.ts";
import { detectHistogram, parseLe, parseVmrange } from "./detectHistogram.ts";
import { buildHeatmap, heatmapExtent, type HeatmapFrame } from "./heatmap.ts";
import { heatmapCsv } from "./heatmapCsv.ts";
import { histogramText } from "./histogramText.ts";

const NOTES = {
  duplicateSamples: 0,
  unsortedSamples: 0,
  offStepSamples: 0,
  duplicateSeries: 0,
  invalidUtf8Series: 0,
};

function range(series: readonly Series[], count: number): RangeResult {
  return {
    kind: "range",
    timesMs: Float64Array.from({ length: count }, (_, i) => i * 1000),
    stepMs: 1000,
    series,
    notes: NOTES,
  };
}

const line = (labels: Record<string, string>, ...values: number[]): Series => ({
  labels,
  values: Float64Array.from(values),
});

/** One `le` series per edge: `buckets({ "0.1": [1, 2], "+Inf": [3, 4] })`. */
const buckets = (columns: Record<string, number[]>, labels: Record<string, string> = {}) =>
  Object.entries(columns).map(([le, values]) => line({ ...labels, le }, ...values));

const native = (...histograms: (NativeHistogram | undefined)[]): Series => ({
  labels: { __name__: "h", job: "a" },
  values: Float64Array.from(histograms, (histogram) => histogram?.sum ?? NaN),
  histograms: new Map(histograms.flatMap((histogram, i) => (histogram ? [[i, histogram] as const] : []))),
});

/** The cells of each step as "low..high:count". */
const cells = ({ offsets, yLow, yHigh, counts }: HeatmapFrame) =>
  Array.from(offsets.subarray(1), (end, step) =>
    Array.from({ length: end - (offsets[step] ?? 0) }, (_, k) => {
      const i = (offsets[step] ?? 0) + k;
      return `${yLow[i]}..${yHigh[i]}:${counts[i]}`;
    }).join(" "),
  );

describe("heatmap", () => {
  it("D7 turns cumulative buckets into their own counts with the right edges", () => {
    const frame = buildHeatmap(range(buckets({ "1": [5, 5], "+Inf": [9, 9], "0.1": [2, 0] }), 2));
    expect(cells(frame)).toEqual(["0..0.1:2 0.1..1:3 1..Infinity:4", "0.1..1:5 1..Infinity:4"]);
    expect(frame.maxCount).toBe(5);
  });

  it("D7 spans a missing bucket, repairs a falling one, and leaves a step without samples empty", () => {
    const frame = buildHeatmap(range(buckets({ "1": [2, 5, NaN], "2": [NaN, 4, NaN], "4": [6, 8, NaN] }), 3));
    expect(cells(frame)).toEqual(["0..1:2 1..4:4", "0..1:5 2..4:3", ""]);
  });

  it("D7 saves a row per bucket with observations, edges open and closed", () => {
    const frame = buildHeatmap(range(buckets({ "1": [5, 5], "+Inf": [9, 5], "0.1": [2, 0] }), 2));
    expect(heatmapCsv(frame, ["Warning: cut"]).split("\r\n")).toEqual([
      "# Warning: cut",
      "time,timestamp_ms,bucket_low,bucket_high,count",
      "1970-01-01T00:00:00.000Z,0,0,0.1,2",
      "1970-01-01T00:00:00.000Z,0,0.1,1,3",
      "1970-01-01T00:00:00.000Z,0,1,+Inf,4",
      "1970-01-01T00:00:01.000Z,1000,0.1,1,5",
      "",
    ]);
  });

  it("begins the first bucket at −Inf when its edge is not positive", () => {
    const frame = buildHeatmap(range(buckets({ "-5": [1], "0": [3], "+Inf": [3] }), 1));
    expect(cells(frame)).toEqual(["-Infinity..-5:1 -5..0:2"]);
    expect(heatmapExtent(frame, false)).toEqual({ min: -5, max: 0 });
    expect(heatmapExtent(frame, true)).toBeUndefined();
  });

  it("D7 gives native histograms each step's own edges, gaps included", () => {
    const a: NativeHistogram = {
      count: 3,
      sum: 2,
      buckets: [
        [3, -0.1, 0.1, 1],
        [0, 0.5, 1, 2],
      ],
    };
    const b: NativeHistogram = { count: 1, sum: 3, buckets: [[0, 2, 4, 1]] };
    const frame = buildHeatmap(range([native(a, undefined, b)], 3));
    expect(cells(frame)).toEqual(["-0.1..0.1:1 0.5..1:2", "", "2..4:1"]);
    expect(heatmapExtent(frame, true)).toEqual({ min: 0.1, max: 4 });
  });

  it("adds up cells of equal edges over all histograms of the result", () => {
    const both = [
      ...buckets({ "1": [1], "+Inf": [2] }, { job: "a" }),
      ...buckets({ "1": [3], "+Inf": [3] }, { job: "b" }),
    ];
    expect(cells(buildHeatmap(range(both, 1)))).toEqual(["0..1:4 1..Infinity:1"]);
  });

  it("reads VictoriaMetrics' vmrange buckets, which are not cumulative", () => {
    const series = [line({ vmrange: "1.000e-01...1.136e-01" }, 4), line({ vmrange: "0...1.000e-09" }, 1)];
    expect(detectHistogram(range(series, 1))).toBe("vmrange");
    expect(cells(buildHeatmap(range(series, 1)))).toEqual(["0..1e-9:1 0.1..0.1136:4"]);
  });

  it("is empty for a result without buckets", () => {
    const frame = buildHeatmap(range([line({ job: "a" }, 1)], 1));
    expect([frame.maxCount, heatmapExtent(frame, false)]).toEqual([0, undefined]);
  });
});

describe("detectHistogram", () => {
  it.each([
    ["classic", buckets({ "1": [1], "+Inf": [2] })],
    ["native", [native({ count: 1, sum: 1, buckets: [] })]],
    [undefined, buckets({ "+Inf": [2] })],
    [undefined, [...buckets({ "1": [1] }), line({ job: "a" }, 1)]],
    [undefined, [line({ le: "fast" }, 1), line({ le: "slow" }, 1)]],
    [undefined, []],
  ])("says %s", (kind, series) => {
    expect(detectHistogram(range(series, 1))).toBe(kind);
  });

  it.each([
    ["1e+06", 1e6],
    ["+Inf", Infinity],
    ["0.5", 0.5],
    ["", undefined],
    ["x", undefined],
  ])("reads le %j", (text, edge) => {
    expect(parseLe(text)).toBe(edge);
  });

  it("refuses a vmrange that is none", () => {
    expect(["1", "1...", "a...b", "1...2...3"].map(parseVmrange)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

/** Recorded answers of a real Prometheus: histograms, and what its own histogram_quantile says of them. */
interface Golden {
  readonly grid: StepGrid;
  readonly cases: readonly { source: string; answer: unknown; quantiles: Record<string, unknown> }[];
}
const golden = JSON.parse(
  readFileSync(new URL("./quantiles.golden.json", import.meta.url), "utf8"),
) as Golden;

function decoded(answer: unknown): RangeResult {
  const decoder = new QueryDecoder({ decodeUtf8, grid: golden.grid });
  decoder.push(new TextEncoder().encode(JSON.stringify(answer)));
  const { result } = decoder.finish();
  if (result.kind !== "range") throw new Error(result.kind);
  return result;
}

describe("histogramQuantiles", () => {
  const points = golden.cases.flatMap(({ source, answer, quantiles }) =>
    Object.entries(quantiles).map(([phi, wanted]) => ({ source, phi: Number(phi), answer, wanted })),
  );

  it.each(points)("D7 equals histogram_quantile($phi, $source) of Prometheus", ({ phi, answer, wanted }) => {
    const got = new Map(
      histogramQuantiles(decoded(answer), [phi]).series.map(({ labels, values }) => {
        const { quantile, ...rest } = labels;
        expect(quantile).toBe(String(phi));
        return [labelsKey(rest), values];
      }),
    );
    const expected = decoded(wanted).series;
    expect(expected.length).toBeGreaterThan(0);
    for (const { labels, values } of expected) {
      for (const [i, value] of values.entries()) {
        const mine = got.get(labelsKey(labels))?.[i] ?? NaN;
        // The last bit of log2 and exp2 is the platform's.
        if (Number.isNaN(value)) expect(mine).toBeNaN();
        else expect(Math.abs(mine - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
      }
    }
  });

  const custom: NativeHistogram = {
    count: 4,
    sum: 5,
    buckets: [
      [0, -Infinity, 1, 2],
      [0, 1, 10, 1],
      [0, 10, Infinity, 1],
    ],
  };
  const zero: NativeHistogram = {
    count: 4,
    sum: 5,
    buckets: [
      [3, -0.001, 0.001, 4],
      [0, 0.5, 1, 0.0001],
    ],
  };
  const negative: NativeHistogram = { count: 2, sum: -3, buckets: [[1, -2, -1, 2]] };
  it.each([
    ["linear within custom buckets, from 0", custom, 0.25, 0.5],
    ["the lower edge of the open top bucket", custom, 0.99, 10],
    ["from 0 in a zero bucket beside positive ones", zero, 0.25, 0.00025],
    ["exponential within negative buckets", negative, 0.25, -(2 ** 0.75)],
    ["−Inf below 0", custom, -1, -Infinity],
    ["+Inf above 1", custom, 2, Infinity],
  ])("is %s", (...[, histogram, phi, value]) => {
    const [series] = histogramQuantiles(range([native(histogram)], 1), [phi]).series;
    expect(series?.values[0] ?? NaN).toBeCloseTo(value, 9);
  });

  it("is nothing without observations", () => {
    expect(histogramQuantiles(range([native({ count: 0, sum: 0, buckets: [] })], 1)).series).toEqual([]);
  });

  it("is nothing for classic buckets without +Inf", () => {
    expect(histogramQuantiles(range(buckets({ "1": [1], "2": [2] }), 1)).series).toEqual([]);
  });
});

describe("histogramTotals", () => {
  it("D7 gives count and sum of native histograms and the count of classic ones", () => {
    const result = range(
      [
        native({ count: 3, sum: 2, buckets: [] }, undefined),
        ...buckets({ "1": [1, 2], "+Inf": [5, 6] }, { job: "b" }),
      ],
      2,
    );
    const totals = histogramTotals(result).series.map(({ labels, values }) => [labelsKey(labels), ...values]);
    expect(totals).toEqual([
      ['{histogram="count",job="a"}', 3, NaN],
      ['{histogram="sum",job="a"}', 2, NaN],
      ['{histogram="count",job="b"}', 5, 6],
    ]);
  });
});

describe("native histograms between threads", () => {
  it("arrive as they left", () => {
    const histogram: NativeHistogram = {
      count: 3,
      sum: 1.5,
      buckets: [
        [3, -1, 1, 1],
        [0, 1, 2, 2],
      ],
    };
    const empty: NativeHistogram = { count: 0, sum: 0, buckets: [] };
    const result = range([native(undefined, histogram, empty), line({ job: "b" }, 1, 2, 3)], 3);
    const meta = { warnings: [], infos: [], isPartial: false, seriesCount: 2, sampleCount: 5, bytes: 1 };
    const { message, transfer } = sendDecoded({ result, meta });
    const received = receiveDecoded(structuredClone(message, { transfer })).result as RangeResult;
    const histograms = received.series[0]?.histograms;
    expect(histograms && [...histograms]).toEqual([
      [1, histogram],
      [2, empty],
    ]);
    expect([histograms?.size, histograms?.has(0), histograms?.get(0)]).toEqual([2, false, undefined]);
    expect([...(received.series[1]?.values ?? [])]).toEqual([1, 2, 3]);
    expect(result.timesMs.length).toBe(0);
  });

  it("print as Prometheus prints them", () => {
    expect(
      histogramText({
        count: 3,
        sum: 1.5,
        buckets: [
          [3, -1, 1, 1],
          [0, 1, Infinity, 2],
        ],
      }),
    ).toBe("{count:3, sum:1.5, [-1,1]:1, (1,+Inf]:2}");
  });
});
