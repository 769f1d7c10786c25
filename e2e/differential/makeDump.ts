import type { Dump, DumpMetric, DumpSeries } from "./Dump.ts";
import { gappedMetrics } from "./gappedMetrics.ts";
import { type LabelSet, metric, product, seriesOf, type Times } from "./makeMetric.ts";
import { oddMetrics } from "./oddMetrics.ts";
import { END_MS, regular, type Span, START_MS } from "./sampleTimes.ts";
import { anyOf, bucketCounts, constant, counter, steps, wave } from "./sampleValues.ts";
import { Dice, shareOf, type Share } from "./Share.ts";

const INSTANCES = ["i-1", "i-2", "i-10", "i-11"];
const JOBS: Readonly<Record<string, readonly string[]>> = {
  api: INSTANCES,
  web: ["w-1", "w-2", "w-3"],
  db: ["d-1", "d-2"],
  node: ["i-1", "i-2"],
};

const targets = (): LabelSet[] =>
  Object.entries(JOBS).flatMap(([job, list]) => list.map((instance) => ({ job, instance })));

/** Four hours of some four hundred series, from a seed. */
export function makeDump(seed: number): Dump {
  const metrics = [
    ...requestMetrics(shareOf(seed, "requests")),
    ...nodeMetrics(shareOf(seed, "node")),
    ...histogramMetrics(shareOf(seed, "histograms")),
    ...infoMetrics(shareOf(seed, "info")),
    ...gappedMetrics(shareOf(seed, "gaps")),
    ...oddMetrics(shareOf(seed, "odd")),
  ];
  return { startMs: START_MS, endMs: END_MS, metrics };
}

function requestMetrics(share: Share): DumpMetric[] {
  const every15 = (phaseMs = 0): Times => regular(15_000, phaseMs);
  const phase = new Map(INSTANCES.map((instance, index) => [instance, index * 3_217]));
  const requests = product({
    job: ["api"],
    instance: INSTANCES,
    method: ["GET", "POST"],
    code: ["200", "404", "500"],
  });
  const errors = requests.filter((set) => set["code"] !== "200" && set["instance"] !== "i-11");
  const grows = (times: Times) =>
    counter(times, share, { perSecond: 4, resetEveryMs: 5_400_000, isWhole: true });
  const timesOf = (set: LabelSet) => every15(phase.get(set["instance"] ?? ""));
  return [
    metric(
      { name: "http_requests_total", shape: "counter", intervalMs: 15_000 },
      seriesOf(requests, timesOf, grows),
    ),
    metric(
      { name: "http_errors_total", shape: "counter", intervalMs: 15_000 },
      seriesOf(errors, timesOf, grows),
    ),
    metric(
      { name: "http_request_limit", shape: "small", intervalMs: 60_000 },
      seriesOf(
        product({ job: ["api"], instance: INSTANCES }),
        () => regular(60_000),
        (times) => steps(times, share, { least: 5, most: 50 }),
      ),
    ),
    metric(
      { name: "http_inflight", shape: "small", intervalMs: 30_000 },
      seriesOf(
        product({ job: ["api", "web"], instance: ["i-1", "i-2", "w-1"], handler: ["/", "/login"] }),
        () => regular(30_000, 7_000),
        (times) => steps(times, share, { least: 0, most: 6 }),
      ),
    ),
    metric(
      { name: "job:http_requests:rate5m", shape: "gauge", intervalMs: 60_000 },
      seriesOf(
        product({ job: ["api", "web"] }),
        () => regular(60_000),
        (times) => wave(times, share, { middle: 24, swing: 9 }),
      ),
    ),
  ];
}

function nodeMetrics(share: Share): DumpMetric[] {
  const nodes = { job: ["node"], instance: ["i-1", "i-2"] };
  const waves = (middle: number, swing: number) => (times: Times) => wave(times, share, { middle, swing });
  return [
    metric(
      { name: "node_cpu_seconds_total", shape: "counter", intervalMs: 15_000 },
      seriesOf(
        product({ ...nodes, cpu: ["0", "1", "2", "10"], mode: ["idle", "user", "system"] }),
        () => regular(15_000, 4_321),
        (times) => counter(times, share, { perSecond: 0.3 }),
      ),
    ),
    metric(
      { name: "node_memory_bytes", shape: "gauge", intervalMs: 30_000 },
      seriesOf(
        product({ ...nodes, kind: ["free", "cached", "total"] }),
        () => regular(30_000, 1),
        (times, set) =>
          set["kind"] === "total"
            ? constant(times, 68_719_476_736)
            : waves(2e10, 1e10)(times).map(Math.round),
      ),
    ),
    metric(
      { name: "disk_io_now", shape: "small", intervalMs: 60_000 },
      seriesOf(
        product({ ...nodes, device: ["sda1", "sda2", "sda10", "nvme0n1"] }),
        () => regular(60_000, 59_999),
        (times) => steps(times, share, { least: 0, most: 4 }),
      ),
    ),
    metric(
      { name: "temperature_celsius", shape: "gauge", intervalMs: 60_000 },
      seriesOf(
        product({ room: ["attic", "cellar"], sensor: ["1", "2", "3"] }),
        () => regular(60_000, 12_500),
        waves(-2, 15),
      ),
    ),
    metric(
      { name: "up", shape: "small", intervalMs: 30_000 },
      seriesOf(
        targets(),
        () => regular(30_000, 2_000),
        (times) => anyOf(times, share, [1, 1, 1, 1, 0]),
      ),
    ),
    metric(
      { name: "queue_length", shape: "small", intervalMs: 30_000 },
      seriesOf(
        product({ queue: ["mail", "print", "push"], shard: ["1", "2", "10"] }),
        () => regular(30_000),
        (times) => steps(times, share, { least: 0, most: 3 }),
      ),
    ),
  ];
}

const BOUNDS = ["0.005", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"];

function histogramMetrics(share: Share): DumpMetric[] {
  const sets = product({ job: ["api"], instance: ["i-1", "i-2", "i-10"], handler: ["/", "/login"] });
  const times = regular(30_000, 11_000);
  const rows = sets.map(() => bucketCounts(times, share, BOUNDS.length));
  const at = (values: (set: number) => readonly number[]): DumpSeries[] =>
    sets.map((labels, index) => ({ labels, timesMs: times, values: values(index) }));
  const totals = (set: number): readonly number[] => rows[set]?.at(-1) ?? [];
  const name = "http_request_duration_seconds";
  const services = product({ service: ["auth", "cart", "pay"] });
  const counters = (perSecond: number) => (when: Times) =>
    counter(when, share, { perSecond, resetEveryMs: 7_000_000 });
  const every30 = () => regular(30_000, 5_000);
  return [
    metric(
      { name: `${name}_bucket`, shape: "bucket", intervalMs: 30_000 },
      BOUNDS.flatMap((le, bound) =>
        at((set) => rows[set]?.[bound] ?? []).map((one) => ({ ...one, labels: { ...one.labels, le } })),
      ),
    ),
    metric({ name: `${name}_count`, shape: "counter", intervalMs: 30_000 }, at(totals)),
    metric(
      { name: `${name}_sum`, shape: "counter", intervalMs: 30_000 },
      at((set) => totals(set).map((total) => total * 0.317)),
    ),
    metric(
      { name: "rpc_duration_seconds", shape: "unit", intervalMs: 30_000 },
      seriesOf(
        product({ service: ["auth", "cart", "pay"], quantile: ["0.5", "0.9", "0.99"] }),
        every30,
        (when) => wave(when, share, { middle: 0.4, swing: 0.3 }),
      ),
    ),
    metric(
      { name: "rpc_duration_seconds_count", shape: "counter", intervalMs: 30_000 },
      seriesOf(services, every30, counters(7)),
    ),
    metric(
      { name: "rpc_duration_seconds_sum", shape: "counter", intervalMs: 30_000 },
      seriesOf(services, every30, counters(1.5)),
    ),
  ];
}

/** A build is replaced by the next one halfway: the old series ends, the new one begins. */
function infoMetrics(share: Share): DumpMetric[] {
  const dice = new Dice(share);
  const builds = targets().flatMap((set): DumpSeries[] => {
    const changeMs = START_MS + dice.int(60, 180) * 60_000;
    const spans: readonly [string, Span][] = [
      ["1.9.2", { fromMs: START_MS, toMs: changeMs }],
      ["1.10.0", { fromMs: changeMs + 30_000, toMs: END_MS }],
    ];
    return spans.map(([version, span]) => {
      const timesMs = regular(30_000, 3_000, span);
      return {
        labels: { ...set, version, revision: `r${version.length}`, branch: "main" },
        timesMs,
        values: constant(timesMs, 1),
      };
    });
  });
  const infos = seriesOf(
    targets().map((set, index) => ({
      ...set,
      cluster: index % 2 === 0 ? "eu-1" : "us-10",
      "service.version": `v${index}`,
    })),
    () => regular(60_000, 1_500),
    (times) => constant(times, 1),
  );
  return [
    metric({ name: "build_info", shape: "info", intervalMs: 30_000 }, builds),
    metric({ name: "target_info", shape: "info", intervalMs: 60_000 }, infos),
  ];
}
