import { describe, expect, it } from "vitest";
import type { Labels } from "../frame/Frame.ts";
import type { Exemplar } from "./Exemplar.ts";
import { exemplarPlace } from "./exemplarPlace.ts";
import { createLineFinder } from "./findLine.ts";
import { placeExemplars, type PlotOfExemplars } from "./placeExemplars.ts";
import { readExemplars } from "./readExemplars.ts";
import { alignToStep, thinExemplars } from "./thinExemplars.ts";
import { traceTemplateFault, traceUrl } from "./traceLink.ts";

const exemplar = (timeMs: number, value: number, seriesLabels: Labels = {}): Exemplar => ({
  labels: { trace_id: `t${timeMs}` },
  seriesLabels,
  value,
  timeMs,
});
const valuesOf = (exemplars: readonly Exemplar[]) => exemplars.map(({ value }) => value);

describe("readExemplars", () => {
  // The example of Prometheus' documentation (querying/api, querying exemplars).
  const answer = [
    {
      seriesLabels: { __name__: "test_exemplar_metric_total", service: "bar" },
      exemplars: [
        { labels: { trace_id: "EpTxMJ40fUus7aGY" }, value: "6", timestamp: 1600096945.479 },
        { labels: { trace_id: "Olp9XHlq763ccsfa" }, value: "19", timestamp: 1600096935.479 },
      ],
    },
  ];

  it("Q1 reads every exemplar with the labels of its series, by time", () => {
    const found = readExemplars(answer);
    expect(found.map(({ timeMs, value }) => [timeMs, value])).toEqual([
      [1600096935479, 19],
      [1600096945479, 6],
    ]);
    expect(found[0]).toMatchObject({
      labels: { trace_id: "Olp9XHlq763ccsfa" },
      seriesLabels: { service: "bar" },
    });
  });

  it.each([
    null,
    {},
    "x",
    [null],
    [{ exemplars: 3 }],
    [{ exemplars: [null, 1, { value: "1" }, { value: "NaN", timestamp: 1 }, { value: "", timestamp: 1 }] }],
  ])("Q1 leaves out what is no exemplar: %j", (data) => {
    expect(readExemplars(data)).toEqual([]);
  });
});

describe("thinExemplars", () => {
  const grid = { startMs: 0, bucketMs: 10 };

  it("Q1 keeps the highest of a step, and below it only what is two standard deviations apart", () => {
    const bulk = Array.from({ length: 40 }, (_, i) => exemplar(100 + i * 10, 1));
    const step = [exemplar(1, 5), exemplar(2, 4.9), exemplar(3, 1)];
    // Deviation of all: 0.86; 4.9 is within 1.7 of 5, 1 is not.
    expect(valuesOf(thinExemplars([...step, ...bulk], grid)).slice(0, 2)).toEqual([5, 1]);
  });

  it("Q1 keeps one of equal values, and gives back the same list where nothing is left out", () => {
    expect(thinExemplars([exemplar(1, 2), exemplar(9, 2)], grid)).toHaveLength(1);
    const apart = [exemplar(1, 2), exemplar(11, 2)];
    expect(thinExemplars(apart, grid)).toBe(apart);
    expect(thinExemplars([], grid)).toEqual([]);
  });

  it.each([
    [0, 0],
    [1, 10],
    [10, 10],
    [-3, 0],
  ])("Q1 %s ms belongs to the step at %s", (timeMs, stepTimeMs) => {
    expect(alignToStep(timeMs, { startMs: 0, stepMs: 10 }) + 0).toBe(stepTimeMs);
  });
});

describe("exemplarPlace", () => {
  it.each([
    ["histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))", "value"],
    ["max(histogram_quantile(0.9, rate(d_seconds[5m]))) > 0.2", "value"],
    ["histogram_quantile(0.95, rate(a_bucket[5m])) * 1000", "line"],
    ['sum(rate(http_requests_total{code=~"5.."}[$__rate_interval]))', "line"],
    ["rate(a_bucket[5m])", "line"],
    ["histogram_count(rate(d_seconds[5m]))", "line"],
    ["node_load1", null],
    ["rate(a_seconds_sum[5m]) / rate(a_seconds_count[5m])", null],
    ["sum(rate(a_total[5m])", null],
    ["1 + 1", null],
  ])("Q1 the exemplars of %s stand at: %s", (expr, place) => {
    expect(exemplarPlace(expr)).toBe(place);
  });
});

describe("createLineFinder", () => {
  it("Q1 finds the line whose labels the series has, the most telling first", () => {
    const find = createLineFinder([{}, { pod: "a" }, { pod: "a", code: "500" }, { __name__: "x", pod: "b" }]);
    expect(find({ __name__: "x_bucket", le: "1", pod: "a", code: "500" })).toBe(2);
    expect(find({ pod: "a", code: "200" })).toBe(1);
    expect(find({ pod: "b" })).toBe(3);
    expect(find({ pod: "c" })).toBe(0);
    expect(createLineFinder([{ pod: "a" }])({ pod: "z" })).toBe(-1);
    expect(createLineFinder([{ a: "1" }])(JSON.parse('{"__proto__": "1"}') as Labels)).toBe(-1);
  });
});

describe("placeExemplars", () => {
  const timesMs = Float64Array.from([0, 100, 200, 300, 400]);
  const drawn = Float64Array.from([1, 2, NaN, 4, 4]);
  const plot: PlotOfExemplars = {
    time: { startMs: 0, endMs: 400 },
    value: { low: 0, high: 10, isLog: false },
    width: 400,
    height: 100,
    place: "line",
    stepMs: 100,
    gapPx: 9,
    lines: [{ labels: { pod: "a" }, timesMs, drawn }],
  };
  const at = (exemplars: readonly Exemplar[], options: Partial<PlotOfExemplars> = {}) =>
    placeExemplars(exemplars, { ...plot, ...options }).map(({ x, y }) => [x, y]);

  it("Q1 stands on its step, on its line there, or beside it where the line has a gap", () => {
    expect(at([exemplar(30, 9, { pod: "a" })])).toEqual([[100, 80]]);
    expect(at([exemplar(150, 9, { pod: "a" })])).toEqual([[200, 80]]);
  });

  it("Q1 stands at its own value where the chart shows what was observed, at the edge beyond the axis", () => {
    expect(at([exemplar(30, 9)], { place: "value" })).toEqual([[100, 10]]);
    expect(at([exemplar(30, 99)], { place: "value" })).toEqual([[100, 0]]);
    expect(at([exemplar(30, 0)], { place: "value", value: { low: 1, high: 10, isLog: true } })).toEqual([
      [100, 100],
    ]);
  });

  it("Q1 stands at the bottom where no line is its own", () => {
    expect(at([exemplar(30, 9, { pod: "z" })])).toEqual([[100, 100]]);
  });

  it("Q1 goes with its line where that is put away, and beyond the range", () => {
    const lines = [{ labels: { pod: "a" }, timesMs, drawn: null }];
    expect(at([exemplar(30, 9, { pod: "a" })], { lines })).toEqual([]);
    expect(at([exemplar(401, 9, { pod: "a" }), exemplar(-101, 9, { pod: "a" })])).toEqual([]);
  });

  it("Q1 thins to buckets of as many steps as a diamond is wide", () => {
    const many = Array.from({ length: 400 }, (_, i) => exemplar(i + 1, i % 7));
    const placed = placeExemplars(many, { ...plot, stepMs: 1, gapPx: 10, width: 400 });
    // 40 buckets of 10 ms, each with its highest and what is two deviations (4) below.
    expect(placed.length).toBeGreaterThanOrEqual(40);
    expect(placed.length).toBeLessThanOrEqual(80);
  });
});

describe("traceUrl", () => {
  const labels = { trace_id: "ab/c d", span_id: "9" };

  it.each([
    ["https://tracing.example/trace/{trace_id}", "https://tracing.example/trace/ab%2Fc%20d"],
    [" http://localhost:16686/t/{traceID}?s={span_id} ", "http://localhost:16686/t/ab%2Fc%20d?s=9"],
    ["https://tracing.example/#/{trace_id}", "https://tracing.example/#/ab%2Fc%20d"],
  ])("Q1 fills %s", (template, url) => {
    expect(traceUrl(template, labels)).toBe(url);
  });

  it.each([
    "",
    "javascript:alert({trace_id})",
    "data:text/html,{trace_id}",
    "//host/{trace_id}",
    "https://{trace_id}/x",
    "https://user@host/{trace_id}",
    "https://host\\@evil/{trace_id}",
    "https://host/fixed",
    "https://host/{unknown}",
  ])("Q1 gives no link for %s", (template) => {
    expect(traceUrl(template, labels)).toBeNull();
  });

  it.each(["", "..", ".", "\ud800"])("Q1 gives no link for the id %j", (trace) => {
    expect(traceUrl("https://h/{trace_id}", { trace_id: trace })).toBeNull();
  });

  it("Q1 says what is wrong with a template", () => {
    expect(traceTemplateFault("https://h/{trace_id}")).toBe("");
    expect(traceTemplateFault("ftp://h/{trace_id}")).toContain("https://");
    expect(traceTemplateFault("https://h/x")).toContain("{trace_id}");
  });
});
