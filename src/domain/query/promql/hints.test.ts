import { describe, expect, it } from "vitest";
import { format } from "./format.ts";
import { type Hint, type HintInput, hintsFor } from "./hints.ts";
import type { MetadataMap } from "./metricType.ts";
import { maskVariables } from "./variables.ts";

const types = (entries: Record<string, string>): MetadataMap =>
  new Map(Object.entries(entries).map(([name, type]) => [name, { type, unit: "", help: "" }]));

const metadata = types({
  http_requests_total: "counter",
  requests: "counter",
  jobs_total: "gauge",
  latency_seconds: "histogram",
  rpc_seconds: "summary",
  open_count: "gauge",
});

function hints(expr: string, more: Partial<HintInput> = {}): readonly Hint[] {
  return hintsFor({ expr, metadata, result: null, rules: [], ...more });
}

/** The text after the fix, or null when the hint is not given; checks on the way that the fix is PromQL. */
function fixed(id: Hint["id"], expr: string, more: Partial<HintInput> = {}): string | null {
  const text =
    hints(expr, more)
      .find((hint) => hint.id === id)
      ?.apply() ?? null;
  if (text !== null) expect(format(maskVariables(text))).toMatchObject({ ok: true });
  return text;
}

const W = "[$__rate_interval]";

describe("counter without rate", () => {
  it.each([
    ["http_requests_total", `rate(http_requests_total${W})`],
    ['http_requests_total{job="a"}', `rate(http_requests_total{job="a"}${W})`],
    ["sum by (job) (http_requests_total)", `sum by (job) (rate(http_requests_total${W}))`],
    ["http_requests_total offset 1h", `rate(http_requests_total${W} offset 1h)`],
    ["http_requests_total @ end()", `rate(http_requests_total${W} @ end())`],
    ["requests / http_requests_total", `rate(requests${W}) / rate(http_requests_total${W})`],
    ['{"requests"}', `rate({"requests"}${W})`],
    [
      "latency_seconds_sum / latency_seconds_count",
      `rate(latency_seconds_sum${W}) / rate(latency_seconds_count${W})`,
    ],
    ["rpc_seconds_count", `rate(rpc_seconds_count${W})`],
    ["made_up_total", `rate(made_up_total${W})`],
    ["topk(5, http_requests_total) # top", `topk(5, rate(http_requests_total${W})) # top`],
    ["rate(requests[5m]) + requests", `rate(requests[5m]) + rate(requests${W})`],
  ])("%s becomes %s", (expr, expected) => {
    expect(fixed("rate", expr)).toBe(expected);
  });

  it.each([
    "rate(http_requests_total[5m])",
    "increase(http_requests_total[$__rate_interval])",
    "sum(irate(http_requests_total[1m]))",
    "rate(http_requests_total[5m:1m])",
    "rate((http_requests_total)[5m:1m])",
    "resets(http_requests_total[1h])",
    "jobs_total",
    "open_count",
    "unknown_count",
    "count(http_requests_total)",
    "absent(http_requests_total)",
    "timestamp(http_requests_total)",
    "up and http_requests_total",
    "up unless on (job) http_requests_total",
    "latency_seconds",
    "latency_seconds_bucket",
    "rate(",
    "",
  ])("is not given for %s", (expr) => {
    expect(fixed("rate", expr)).toBeNull();
  });

  it("believes metadata more than the name", () => {
    expect(fixed("rate", "x_total", { metadata: types({ x_total: "gauge" }) })).toBeNull();
    expect(fixed("rate", "x", { metadata: types({ x: "counter" }) })).not.toBeNull();
    expect(fixed("rate", "x_total", { metadata: types({ x_total: "unknown" }) })).not.toBeNull();
  });
});

describe("classic histogram without histogram_quantile", () => {
  it.each([
    ["latency_seconds_bucket", `histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket${W})))`],
    [
      "rate(latency_seconds_bucket[5m])",
      "histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "sum by (le) (rate(latency_seconds_bucket[5m]))",
      "histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "sum by (job) (rate(latency_seconds_bucket[5m]))",
      "histogram_quantile(0.95, sum by (job, le) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "sum(rate(latency_seconds_bucket[5m])) by (job)",
      "histogram_quantile(0.95, sum by (job, le) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "sum(latency_seconds_bucket) by (job)",
      `histogram_quantile(0.95, sum by (job, le) (rate(latency_seconds_bucket${W})))`,
    ],
    [
      "sum without (pod) (rate(latency_seconds_bucket[5m]))",
      "histogram_quantile(0.95, sum without (pod) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "1 - latency_seconds_bucket offset 1h",
      `1 - histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket${W} offset 1h)))`,
    ],
  ])("%s becomes %s", (expr, expected) => {
    expect(fixed("classic-histogram", expr)).toBe(expected);
  });

  it.each([
    "histogram_quantile(0.9, rate(latency_seconds_bucket[5m]))",
    'histogram_quantile(0.9, sum by (le) (rate({__name__="latency_seconds_bucket"}[5m])))',
    'rate(latency_seconds_bucket{le="0.5"}[5m])',
    "absent(latency_seconds_bucket)",
    "max_over_time(latency_seconds_bucket[5m])",
    "latency_seconds_count",
  ])("is not given for %s", (expr) => {
    expect(fixed("classic-histogram", expr)).toBeNull();
  });

  it("is not given for a gauge whose name ends in _bucket", () => {
    expect(fixed("classic-histogram", "s3_bucket", { metadata: types({ s3_bucket: "gauge" }) })).toBeNull();
  });
});

describe("native histogram without a histogram function", () => {
  const native = { result: { seriesCount: 1, hasHistograms: true } };
  it.each([
    ["latency_seconds", `histogram_quantile(0.95, sum(rate(latency_seconds${W})))`],
    ["rate(latency_seconds[5m])", "histogram_quantile(0.95, sum(rate(latency_seconds[5m])))"],
    [
      "sum by (job) (rate(latency_seconds[5m]))",
      "histogram_quantile(0.95, sum by (job) (rate(latency_seconds[5m])))",
    ],
    ["made_up", `histogram_quantile(0.95, sum(rate(made_up${W})))`],
  ])("%s becomes %s", (expr, expected) => {
    expect(fixed("native-histogram", expr, native)).toBe(expected);
  });

  it.each([
    "histogram_quantile(0.9, latency_seconds)",
    "histogram_count(latency_seconds)",
    "histogram_avg(rate(latency_seconds[5m]))",
  ])("is not given for %s", (expr) => {
    expect(fixed("native-histogram", expr, native)).toBeNull();
  });

  it("is not given when the samples are plain numbers", () => {
    expect(
      fixed("native-histogram", "latency_seconds", { result: { seriesCount: 1, hasHistograms: false } }),
    ).toBeNull();
    expect(fixed("native-histogram", "latency_seconds")).toBeNull();
  });
});

describe("recording rule", () => {
  const rules = [
    { name: "job:req:rate5m", query: "sum by (job) (rate(requests[5m]))" },
    { name: "all:req:rate5m", query: "sum(rate(requests[5m]))" },
    { name: "ratio", query: 'sum by (job) (rate(a{code=~"5.."}[5m])) / sum by (job) (rate(a[5m]))' },
    { name: "twice", query: "a", labels: { x: "1" } },
    { name: "twice", query: "b", labels: { x: "2" } },
    { name: "labelled", query: "a{}", labels: { x: "1" } },
  ];
  it.each([
    ["job:req:rate5m", "(sum by (job) (rate(requests[5m])))"],
    ["sum(job:req:rate5m) * 2", "sum((sum by (job) (rate(requests[5m])))) * 2"],
    ['job:req:rate5m{job="a"}', '(sum by (job) (rate(requests{job="a"}[5m])))'],
    [
      'ratio{job="a"}',
      '(sum by (job) (rate(a{code=~"5..",job="a"}[5m])) / sum by (job) (rate(a{job="a"}[5m])))',
    ],
    ["max_over_time(job:req:rate5m[1h])", "max_over_time((sum by (job) (rate(requests[5m])))[1h:])"],
    [
      "max_over_time(job:req:rate5m[1h] offset 1d)",
      "max_over_time((sum by (job) (rate(requests[5m])))[1h:] offset 1d)",
    ],
    ['labelled{y="2"}', '(a{y="2"})'],
  ])("%s becomes %s", (expr, expected) => {
    expect(fixed("expand-rule", expr, { rules })).toBe(expected);
  });

  it.each(['all:req:rate5m{job="a"}', "job:req:rate5m offset 1h", "twice", 'labelled{x="1"}', "other"])(
    "is not given for %s",
    (expr) => {
      expect(fixed("expand-rule", expr, { rules })).toBeNull();
    },
  );
});

describe("many series", () => {
  const labels = Array.from({ length: 40 }, (_, index) => ({
    __name__: "up",
    job: `job-${index % 4}`,
    instance: `host-${index}`,
    zone: "a",
  }));
  const result = { seriesCount: 40, hasHistograms: false, labels };
  it.each([
    ["up", "sum by (job) (up)"],
    ["up > 0", "sum by (job) (up > 0)"],
    ["up # all", "sum by (job) (\nup # all\n)"],
    ["rate(latency_seconds_bucket[5m])", "sum by (job, le) (rate(latency_seconds_bucket[5m]))"],
  ])("%s becomes %s", (expr, expected) => {
    expect(fixed("sum", expr, { result })).toBe(expected);
  });

  it("sums everything when no label makes a few groups", () => {
    expect(fixed("sum", "up", { result: { seriesCount: 20, hasHistograms: false } })).toBe("sum(up)");
  });

  it.each(["sum by (job) (up)", "(topk(30, up))", "time()", "up["])("is not given for %s", (expr) => {
    expect(fixed("sum", expr, { result })).toBeNull();
  });

  it("is not given below 20 series", () => {
    expect(fixed("sum", "up", { result: { ...result, seriesCount: 19 } })).toBeNull();
  });
});
