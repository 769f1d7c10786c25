import { test, expect } from "../stack/wireFixtures.ts";
import { hasPrometheus3 } from "../stack/fixtures.ts";
import { promtools } from "../stack/promtool.ts";
import { odd } from "../stack/sampleTarget.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

interface Moment {
  /** Seconds; nothing before it changes any more. */
  readonly t: number;
}
type Arguments = (moment: Moment) => {
  readonly before: readonly string[];
  readonly after: readonly string[];
};

const instant =
  (query: string): Arguments =>
  ({ t }) => ({ before: ["query", "instant", `--time=${t}`], after: [query] });
const range =
  (query: string, step = "1m", spanS = 3600): Arguments =>
  ({ t }) => ({
    before: ["query", "range", `--start=${t - spanS}`, `--end=${t}`, `--step=${step}`],
    after: [query],
  });
const json =
  (inner: Arguments): Arguments =>
  (moment) => {
    const { before, after } = inner(moment);
    return { before: [...before, "--format=json"], after };
  };
const series =
  (...matchers: readonly string[]): Arguments =>
  ({ t }) => ({
    before: ["query", "series", ...matchers.map((m) => `--match=${m}`), `--start=${t - 600}`, `--end=${t}`],
    after: [],
  });
const labelValues =
  (name: string, ...matchers: readonly string[]): Arguments =>
  ({ t }) => ({
    before: ["query", "labels", `--start=${t - 600}`, `--end=${t}`, ...matchers.map((m) => `--match=${m}`)],
    after: [name],
  });

const NATIVE = "prometheus_http_request_duration_seconds";
const UTF8 = `{"${odd.metric}"}`;

/** `says` stands in what is printed, so that two equal nothings do not pass. */
interface Case {
  readonly title: string;
  readonly args: Arguments;
  readonly says: string;
  readonly code?: number;
  /** What promtool 2.42 makes of it instead: it knows neither native histograms nor UTF-8 label names. */
  readonly old?: { readonly says: string; readonly code: number };
}

const cases: readonly Case[] = [
  { title: "an instant vector", args: instant("up"), says: 'job="node"' },
  { title: "24 counters", args: instant("sort_desc(container_cpu_usage_seconds_total)"), says: "las1" },
  {
    title: "a quantile of a classic histogram",
    args: instant("histogram_quantile(0.9, sum by (le) (rate(shop_request_duration_seconds_bucket[30m])))"),
    says: "{} => 0.",
  },
  {
    title: "a native histogram",
    args: instant(`${NATIVE}{handler="/-/ready"}`),
    says: "Count: ",
    old: { says: "=> 0 @[0]", code: 0 },
  },
  {
    title: "a native histogram as JSON",
    args: json(instant(`${NATIVE}{handler="/-/ready"}`)),
    says: '"buckets"',
    old: { says: '"value":[0,"0"]', code: 0 },
  },
  {
    title: "a range of native histograms",
    args: range(NATIVE, "1s", 3),
    says: "Count: ",
    old: { says: "=>", code: 0 },
  },
  {
    title: "a quantile of a native histogram",
    args: instant(`histogram_quantile(0.5, ${NATIVE})`),
    says: "=>",
  },
  { title: "a scalar", args: instant("42"), says: "scalar: 42" },
  { title: "a string", args: instant('"hello there"'), says: "hello there", code: 1 },
  { title: "a range vector", args: instant("kube_pod_container_info[1m]"), says: "docker-pullable" },
  { title: "special values", args: instant("up / 0 or -up / 0"), says: "Inf" },
  { title: "an empty result", args: json(instant("nothing_here")), says: "[]" },
  { title: "a note of the server", args: instant("rate(kube_node_status_allocatable[5m])"), says: "=> 0" },
  { title: "UTF-8 names", args: instant(UTF8), says: "北 ☃" },
  {
    title: "a range",
    args: range("sum by (cluster) (rate(container_cpu_usage_seconds_total[5m]))"),
    says: "ord1",
  },
  { title: "a range as JSON", args: json(range("cluster:cpu:rate5m", "1s", 10)), says: '"values"' },
  {
    title: "a range with gaps",
    args: range('container_cpu_usage_seconds_total{namespace="train"}', "30s", 7200),
    says: "train",
  },
  { title: "series of two matchers", args: series("up", "node_gpu_seconds_total"), says: 'mode="idle"' },
  {
    title: "series with UTF-8 names",
    args: series(UTF8),
    says: "süd",
    old: { says: "is not a valid label name", code: 1 },
  },
  {
    title: "all series",
    args: series('{__name__=~".+"}'),
    says: "node_cpu_seconds_total",
    old: { says: "is not a valid label name", code: 1 },
  },
  { title: "values of a label", args: labelValues("namespace"), says: "tenant-example" },
  {
    title: "values of __name__ of two matchers",
    args: labelValues("__name__", "up", "node_load1"),
    says: "node_load1",
  },
  { title: "values of a label with a UTF-8 name", args: labelValues(odd.label), says: "süd" },
  { title: "values of a label with a long name", args: labelValues(odd.longLabel), says: "b" },
  { title: "a parse error", args: instant("up{"), says: "parse error", code: 1 },
  { title: "an unknown function", args: instant("no_such(up)"), says: "unknown function", code: 1 },
  { title: "an execution error", args: instant("up + on() up"), says: "many-to-many", code: 1 },
  { title: "a bad matcher of series", args: series("{"), says: "parse error", code: 1 },
  { title: "a bad range query", args: range("sum(", "15s"), says: "parse error", code: 1 },
];

for (const promtool of promtools()) {
  test.describe(promtool.name, () => {
    for (const { title, args, says, code = 0, old } of cases) {
      const wanted = old && promtool.name.includes("2.42") ? old : { says, code };
      test(`prints ${title} byte for byte as it does directly`, async ({ wire, app }) => {
        const { before, after } = args({ t: wire.settledS });
        const own = `${app.url}/api/sources/prometheus`;
        const [direct, through] = await Promise.all([
          promtool.run([...before, wire.prometheus.url, ...after]),
          promtool.run([...before, own, ...after]),
        ]);
        expect(`${direct.stdout}${direct.stderr}`).toContain(wanted.says);
        expect(through).toEqual(direct);
        expect(direct.code).toBe(wanted.code);
      });
    }
  });
}
