import { describe, expect, it } from "vitest";
import { format } from "../query/promql/format.ts";
import { BREAKDOWN_LIMIT, breakdownByLabel, breakdownByValue, exprBy } from "./breakdown.ts";
import type { MetadataMap } from "../query/promql/metricType.ts";
import { type PresetFacts, presetsFor } from "./presets.ts";
import type { Pick } from "./Selection.ts";

const families: MetadataMap = new Map(
  Object.entries({
    native_seconds: "histogram",
    classic_seconds: "histogram",
    jobs_total: "gauge",
    rpc: "summary",
    odd_info: "counter",
  }).map(([name, type]) => [name, { type, help: "", unit: "" }]),
);
const LE = [{ name: "le", values: 12 }];
const facts = (
  metric: string,
  more: Partial<PresetFacts> = {},
  picks: readonly Pick[] = [],
): PresetFacts => ({
  selection: { metric, picks },
  families,
  labels: [],
  ...more,
});
const first = (given: PresetFacts) => presetsFor(given)[0]?.expr;

describe("presetsFor", () => {
  it.each([
    ["http_requests_total", "sum(rate(http_requests_total[$__rate_interval]))"],
    ["jobs_total", "avg(jobs_total)"],
    ["node_load1", "avg(node_load1)"],
    ["kube_pod_info", "count(kube_pod_info)"],
    ["odd_info", "sum(rate(odd_info[$__rate_interval]))"],
    ["job_last_success_timestamp_seconds", "time() - max(job_last_success_timestamp_seconds)"],
    ["process_start_time_seconds", "time() - max(process_start_time_seconds)"],
    ["up", "min(up)"],
    ["x_bucket", "sum by (le) (rate(x_bucket[$__rate_interval]))"],
    ["native_seconds", "sum(rate(native_seconds[$__rate_interval]))"],
    ["rpc", "max by (quantile) (rpc)"],
    ["job:x:rate5m", "avg(job:x:rate5m)"],
    ["my.metric", 'avg({"my.metric"})'],
  ])("D8 of %s begins with %s", (metric, expr) => {
    expect(first(facts(metric))).toBe(expr);
  });

  it("D8 of a histogram's family asks its buckets", () => {
    const [heatmap, p95, , mean] = presetsFor(facts("classic_seconds", { labels: LE }));
    expect(heatmap?.expr).toBe("sum by (le) (rate(classic_seconds_bucket[$__rate_interval]))");
    expect(p95?.expr).toBe(
      "histogram_quantile(0.95, sum by (le) (rate(classic_seconds_bucket[$__rate_interval])))",
    );
    expect(mean?.expr).toBe(
      "sum(rate(classic_seconds_sum[$__rate_interval])) / sum(rate(classic_seconds_count[$__rate_interval]))",
    );
  });

  it("parts by the label with the most values that still make a readable chart", () => {
    const labels = [
      { name: "instance", values: 48 },
      { name: "mode", values: 8 },
      { name: "cluster", values: 3 },
      { name: "job", values: 1 },
    ];
    const by = (picks: readonly Pick[]) => presetsFor(facts("a_total", { labels }, picks))[1]?.expr;
    expect(by([])).toBe("sum by (mode) (rate(a_total[$__rate_interval]))");
    expect(by([{ label: "mode", mode: "any", values: ["user"] }])).toBe(
      'sum by (cluster) (rate(a_total{mode="user"}[$__rate_interval]))',
    );
  });

  it("writes only queries that parse and stand as the formatter writes them", () => {
    const labels = [{ name: "service.name", values: 3 }, ...LE];
    const picks: readonly Pick[] = [{ label: "a", mode: "none", values: ['"', "\\"] }];
    for (const metric of [
      "a_total",
      "g",
      "b_bucket",
      "native_seconds",
      "classic_seconds",
      "rpc",
      "z_info",
      "up",
      "t_created",
    ]) {
      const given = facts(metric, { labels }, picks);
      for (const { expr } of presetsFor(given)) expect(format(expr)).toMatchObject({ ok: true });
      for (const label of [null, "service.name"]) expect(format(exprBy(given, label)).ok).toBe(true);
    }
  });

  it("has none where no metric is chosen", () => {
    expect(presetsFor(facts(""))).toEqual([]);
  });
});

describe("breakdown", () => {
  const labels = [
    { name: "pod", values: 40 },
    { name: "zone", values: 3 },
    { name: "job", values: 1 },
  ];
  it("D11 has one chart per label that parts the series", () => {
    expect(breakdownByLabel(facts("a_total", { labels })).items).toEqual([
      { title: "pod", expr: "sum by (pod) (rate(a_total[$__rate_interval]))", pick: null },
      { title: "zone", expr: "sum by (zone) (rate(a_total[$__rate_interval]))", pick: null },
    ]);
  });

  it("D11 has one chart per value, which can be added to the filters", () => {
    const picks: readonly Pick[] = [{ label: "zone", mode: "any", values: ["x"] }];
    const { items } = breakdownByValue(facts("a_total", { labels }, picks), "zone", ["y"]);
    expect(items).toEqual([
      {
        title: "y",
        expr: 'sum(rate(a_total{zone="y"}[$__rate_interval]))',
        pick: { label: "zone", value: "y" },
      },
    ]);
  });

  it("D11 says how many charts are beyond the limit", () => {
    const values = Array.from({ length: BREAKDOWN_LIMIT + 5 }, (_, i) => `v${i}`);
    const plan = breakdownByValue(facts("g", { labels }), "zone", values);
    expect([plan.items.length, plan.left]).toEqual([BREAKDOWN_LIMIT, 5]);
  });

  it("D11 of a histogram keeps le", () => {
    expect(exprBy(facts("b_bucket"), "zone")).toBe(
      "histogram_quantile(0.95, sum by (le, zone) (rate(b_bucket[$__rate_interval])))",
    );
  });
});
