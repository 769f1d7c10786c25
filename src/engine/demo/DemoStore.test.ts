import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLabels } from "../labels/compareLabels.ts";
import { createMatcher } from "../labels/LabelMatcher.ts";
import type { SeriesSamples } from "../store/MetricStore.ts";
import { isStale } from "../store/staleMarker.ts";
import { finish } from "../work/Work.ts";
import { hashText, mix } from "./core/hash.ts";
import { momentMs, weekOf } from "./core/weekTime.ts";
import { demoAt, HOUR_MS, instant, NOW_MS, select, span, where } from "./demo.test-util.ts";

const store = demoAt();
const every = [createMatcher("__name__", "=~", ".+")];

/** Of every label, time and bit. */
function fingerprint(series: readonly SeriesSamples[]): number {
  let hash = series.length;
  for (const one of series) {
    hash = mix(hash, hashText(one.labels.pairs.join("\n")));
    for (const part of [one.timesMs, one.values])
      for (const word of new Uint32Array(part.buffer, part.byteOffset, part.length * 2))
        hash = mix(hash, word);
  }
  return hash;
}

describe("the same seed and time", () => {
  it("give the same bits, in two stores and on every machine", () => {
    const first = finish(store.select(every, instant(NOW_MS)));
    expect(fingerprint(first)).toBe(fingerprint(finish(demoAt().select(every, instant(NOW_MS)))));
    expect(fingerprint(first)).toBe(GOLDEN);
  });

  it("give the same samples whenever they are asked for", () => {
    const window = span(NOW_MS - HOUR_MS, NOW_MS);
    const later = demoAt(NOW_MS + 400 * HOUR_MS);
    expect(fingerprint(select(later, { __name__: "http_requests_total" }, window))).toBe(
      fingerprint(select(store, { __name__: "http_requests_total" }, window)),
    );
  });

  it("are another cluster by another seed", () => {
    const names = (seed: number) =>
      select(demoAt(NOW_MS, seed), { __name__: "kube_pod_info", namespace: "shop" }, instant(NOW_MS)).map(
        (one) => one.labels.get("pod"),
      );
    expect(names(2)).not.toEqual(names(1));
    expect(names(2)).toHaveLength(names(1).length);
  });
});

const GOLDEN = 1_041_053_832;

describe("an instant", () => {
  const live = finish(store.select(every, instant(NOW_MS))).filter((one) => !isStale(one.values, 0));

  it("holds a cluster of some thousand series, in order, each once, with finite values", () => {
    expect(live.length).toBeGreaterThan(1_500);
    expect(live.length).toBeLessThan(5_000);
    expect(live.every((one) => Number.isFinite(one.values[0]) && one.timesMs.length === 1)).toBe(true);
    live.forEach((one, i) => {
      const before = live[i - 1];
      if (before !== undefined) expect(compareLabels(before.labels, one.labels)).toBeLessThan(0);
    });
  });

  it("has type and help of every metric", () => {
    const metadata = store.metadata();
    for (const { labels } of live) {
      const name = labels.metricName;
      const family = metadata.get(name) ?? metadata.get(name.replace(/_(bucket|sum|count)$/, ""));
      expect(family?.[0]?.help, name).toBeTruthy();
    }
    expect(metadata.get("http_request_duration_seconds")).toEqual([
      expect.objectContaining({ type: "histogram", unit: "seconds" }),
    ]);
  });

  it("is what series lists, but for what ended in between", () => {
    const listed = finish(store.series([], { startMs: NOW_MS - 300_000, endMs: NOW_MS }));
    const keys = new Set(listed.map((labels) => labels.key));
    expect(live.filter((one) => !keys.has(one.labels.key))).toEqual([]);
  });

  it("reads no other name's series", () => {
    const slices = (labels: Readonly<Record<string, string>>) => {
      let count = 0;
      for (const work = demoAt().select(where(labels), instant(NOW_MS)); work.next().done !== true;) count++;
      return count;
    };
    expect(slices({ __name__: "no_such_metric" })).toBe(0);
    expect(slices({ __name__: "node_load1" })).toBeLessThan(3);
    expect(slices({ job: "node-exporter" })).toBeGreaterThan(5);
  });
});

const COUNTER = /_total$|_bucket$|_count$|_sum$/;

describe("counters", () => {
  // Sunday night: reboots, the nightly jobs, and accounts out of memory.
  const sundayMs = momentMs(weekOf(NOW_MS), 6 * 86_400);
  const counters = [createMatcher("__name__", "=~", ".*_total|.*_bucket|.*_count|.*_sum")];

  it("never fall but after a stale marker, and there are some that do", () => {
    let resets = 0;
    const night = demoAt(sundayMs + 8 * HOUR_MS);
    for (const { labels, values } of finish(
      night.select(counters, span(sundayMs + 2.5 * HOUR_MS, sundayMs + 4.5 * HOUR_MS)),
    )) {
      if (!COUNTER.test(labels.metricName)) continue;
      for (let i = 1; i < values.length; i++) {
        if (isStale(values, i) || (values[i] ?? 0) >= (values[i - 1] ?? 0)) continue;
        if (isStale(values, i - 1)) resets++;
        else expect.unreachable(`${labels.pairs.join(" ")} falls`);
      }
    }
    expect(resets).toBeGreaterThan(0);
  });

  it("begin anew after a stale marker", () => {
    const night = demoAt(sundayMs + 8 * HOUR_MS);
    const [cpu] = select(
      night,
      { __name__: "node_cpu_seconds_total", node: "worker-1", cpu: "0", mode: "idle" },
      span(sundayMs + 3 * HOUR_MS, sundayMs + 4 * HOUR_MS),
    );
    const values = cpu?.values ?? new Float64Array();
    const stale = values.findIndex((_, i) => isStale(values, i));
    expect(stale).toBeGreaterThan(0);
    expect(values[stale - 1]).toBeGreaterThan(100_000);
    expect(values[stale + 1]).toBeLessThan(20);
  });

  it("of all modes of a CPU add up to the time since its node's start", () => {
    const at = { node: "worker-3", cpu: "2" };
    const modes = select(store, { __name__: "node_cpu_seconds_total", ...at }, instant(NOW_MS));
    const boot = select(store, { __name__: "node_boot_time_seconds", node: "worker-3" }, instant(NOW_MS))[0];
    const total = modes.reduce((sum, one) => sum + (one.values[0] ?? 0), 0);
    expect(modes).toHaveLength(8);
    expect(total).toBeCloseTo((modes[0]?.timesMs[0] ?? 0) / 1_000 - (boot?.values[0] ?? 0), 1);
  });
});

it("has cumulative buckets whose last is the count, in every histogram", () => {
  const at = instant(NOW_MS);
  const groups = new Map<string, { bound: number; value: number }[]>();
  for (const { labels, values } of finish(
    store.select([createMatcher("__name__", "=~", ".*_(bucket|count)")], at),
  )) {
    const isCount = labels.metricName.endsWith("_count");
    const bound = isCount ? Infinity : Number(labels.get("le").replace("+Inf", "Infinity"));
    const key = labels.with("le", "").with("__name__", labels.metricName.replace(/_(bucket|count)$/, "")).key;
    const group = groups.get(key) ?? [];
    group.push({ bound: isCount ? Number.MAX_VALUE : bound, value: values[0] ?? NaN });
    groups.set(key, group);
  }
  expect(groups.size).toBeGreaterThan(50);
  for (const group of groups.values()) {
    const sorted = group.toSorted((a, b) => a.bound - b.bound);
    expect(sorted.map((one) => one.value)).toEqual(sorted.map((one) => one.value).toSorted((a, b) => a - b));
    expect(sorted.at(-2)?.value).toBe(sorted.at(-1)?.value);
  }
});

it("makes of each window the same samples as of the whole history", () => {
  const name = fc.constantFrom(
    "up",
    "kube_pod_container_status_restarts_total",
    "node_load1",
    "http_requests_total",
  );
  const windows = fc.record({
    firstMs: fc.integer({ min: NOW_MS - 5 * HOUR_MS, max: NOW_MS - 2 * HOUR_MS }),
    stepMs: fc.constantFrom(15_000, 600_000, 1_800_000),
    rangeMs: fc.constantFrom(60_000, 300_000),
    isNewestOnly: fc.boolean(),
  });
  fc.assert(
    fc.property(name, windows, (metric, window) => {
      const lastMs = window.firstMs + 3 * window.stepMs;
      const whole = new Map(
        select(store, { __name__: metric }, span(window.firstMs - window.rangeMs, lastMs)).map((one) => [
          one.labels.key,
          one,
        ]),
      );
      for (const one of select(store, { __name__: metric }, { ...window, lastMs })) {
        const all = whole.get(one.labels.key);
        for (let endMs = window.firstMs; endMs <= lastMs; endMs += window.stepMs) {
          const wanted = within(all, endMs, window.rangeMs);
          const made = within(one, endMs, window.rangeMs);
          if (window.isNewestOnly) expect(made.at(-1)).toEqual(wanted.at(-1));
          else expect(made).toEqual(wanted);
        }
      }
    }),
    { numRuns: 12 },
  );
});

function within(
  one: SeriesSamples | undefined,
  endMs: number,
  rangeMs: number,
): (readonly [number, number | undefined])[] {
  if (one === undefined) return [];
  return [...one.timesMs]
    .map((timeMs, i) => [timeMs, one.values[i]] as const)
    .filter(([timeMs]) => timeMs > endMs - rangeMs && timeMs <= endMs);
}

it("knows nothing later than now", () => {
  const future = select(store, { __name__: "up" }, span(NOW_MS - HOUR_MS, NOW_MS + HOUR_MS));
  expect(future.length).toBeGreaterThan(0);
  for (const { timesMs } of future) expect(timesMs.at(-1)).toBeLessThanOrEqual(NOW_MS);
  expect(select(store, { __name__: "up" }, span(NOW_MS + 1, NOW_MS + HOUR_MS))).toEqual([]);
  expect(finish(store.series([where({ __name__: "up" })], { startMs: NOW_MS + 1, endMs: Infinity }))).toEqual(
    [],
  );
});

it("answers for a time years ago as fast as for today", () => {
  const longAgo = Date.UTC(2021, 4, 3, 12);
  const series = select(store, { __name__: "http_requests_total" }, span(longAgo - HOUR_MS, longAgo));
  expect(series.length).toBeGreaterThan(50);
});

it.each([
  ["nothing", -Infinity],
  ["the earliest time of Go, as promtool's", -9_223_309_901_257_974],
])("lists the last day where a span is bounded by %s", (_what, startMs) => {
  const listed = finish(store.series([where({ __name__: "up" })], { startMs, endMs: Infinity }));
  const day = { startMs: NOW_MS - 24 * HOUR_MS, endMs: NOW_MS };
  expect(listed).toEqual(finish(store.series([where({ __name__: "up" })], day)));
});

describe("exemplars", () => {
  const traced = finish(
    store.exemplars([where({ __name__: "http_request_duration_seconds_bucket", service: "checkout" })], {
      startMs: NOW_MS - HOUR_MS,
      endMs: NOW_MS,
    }),
  );

  it("lie in the bucket, the span and the life of the series that has them, each with a trace", () => {
    expect(traced.length).toBeGreaterThan(3);
    for (const { seriesLabels, exemplars } of traced)
      for (const { value, timeMs, labels } of exemplars) {
        expect(value).toBeLessThanOrEqual(Number(seriesLabels.get("le").replace("+Inf", "Infinity")));
        expect(timeMs).toBeGreaterThanOrEqual(NOW_MS - HOUR_MS);
        expect(timeMs).toBeLessThanOrEqual(NOW_MS);
        expect(labels.get("trace_id")).toMatch(/^[0-9a-f]{32}$/);
      }
  });

  it("are many more in an incident", () => {
    const times = traced.flatMap((one) => one.exemplars.map((exemplar) => exemplar.timeMs));
    const started = Date.UTC(2025, 10, 20, 13, 20);
    expect(times.filter((timeMs) => timeMs > started).length).toBeGreaterThan(
      3 * times.filter((timeMs) => timeMs <= started).length,
    );
  });

  it("are none of series that trace nothing", () => {
    const selection = where({ __name__: "etcd_disk_wal_fsync_duration_seconds_bucket" });
    expect(finish(store.exemplars([selection], { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS }))).toEqual([]);
  });
});
