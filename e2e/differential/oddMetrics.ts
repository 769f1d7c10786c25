import type { DumpMetric, DumpSeries } from "./Dump.ts";
import type { Times } from "./makeMetric.ts";
import { regular } from "./sampleTimes.ts";
import { anyOf, bucketCounts, constant, counter, steps, wave } from "./sampleValues.ts";
import type { Share } from "./Share.ts";

/** Values, labels, names and buckets that few servers have, and every one may. */
export function oddMetrics(share: Share): DumpMetric[] {
  return [...oddValues(share), ...oddNames(share), ...oddLabels(share), oddBuckets(share)];
}

const MINUTE = 60_000;

function listed(
  times: Times,
  name: string,
  lists: Readonly<Record<string, (times: Times) => readonly number[]>>,
): DumpSeries[] {
  return Object.entries(lists).map(([value, valuesOf]) => ({
    labels: { [name]: value },
    timesMs: times,
    values: valuesOf(times),
  }));
}

function oddValues(share: Share): DumpMetric[] {
  const times = regular(MINUTE, 20_000);
  const any =
    (...list: number[]) =>
    (when: Times) =>
      anyOf(when, share, list);
  const smooth = (middle: number, swing: number) => (when: Times) => wave(when, share, { middle, swing });
  return [
    {
      name: "odd_value",
      shape: "odd",
      intervalMs: MINUTE,
      series: listed(times, "kind", {
        nan: (when) => constant(when, NaN),
        infinite: (when) => constant(when, Infinity),
        "minus-infinite": (when) => constant(when, -Infinity),
        mixed: any(NaN, Infinity, -Infinity, 0, 1, -1),
        zero: any(0, -0),
        tiny: any(5e-324, 1e-300, -1e-300, 2.2250738585072014e-308),
        huge: any(1.7976931348623157e308, 1e308, -1e308, 1e300),
        whole: any(9007199254740991, -9007199254740992, 1e15),
        sometimes: any(1, 2, 3, 4, 5, NaN),
      }),
    },
    {
      name: "huge_value",
      shape: "gauge",
      intervalMs: MINUTE,
      series: listed(times, "id", {
        a: smooth(1e300, 5e299),
        b: smooth(-1e280, 1e279),
        c: smooth(3e305, 1e304),
      }),
    },
    {
      name: "tiny_value",
      shape: "gauge",
      intervalMs: MINUTE,
      series: listed(times, "id", {
        a: smooth(1e-300, 5e-301),
        b: smooth(1e-12, 1e-13),
        c: smooth(-3e-200, 1e-200),
      }),
    },
    {
      name: "cancelling_value",
      shape: "gauge",
      intervalMs: MINUTE,
      series: listed(times, "id", {
        a: any(1e16, -1e16, 1),
        b: any(1e100, -1e100, 2.5),
        c: any(1, 1e-17, 1e16),
        d: smooth(1e15, 1),
      }),
    },
    {
      name: "unit_value",
      shape: "unit",
      intervalMs: MINUTE,
      series: listed(times, "id", {
        a: smooth(0, 1),
        b: smooth(0.5, 0.45),
        c: smooth(0.1, 0.1),
        d: any(-1, 0, 1, 0.5),
      }),
    },
    {
      name: "event_time_seconds",
      shape: "time",
      intervalMs: MINUTE,
      series: listed(times, "event", {
        started: (when) => constant(when, 1_709_157_600.25),
        now: (when) => when.map((time) => time / 1000),
        leap: any(951_782_400, 1_582_934_399, 68_169_600, 4_107_542_400),
        early: any(-1, -86_400.5, -62_135_596_800, -12_219_292_800),
        late: any(32_503_680_000, 253_402_300_799, 1e11),
        turn: any(1_704_067_199, 1_704_067_200, 1_735_689_599.999),
      }),
    },
  ];
}

function oddNames(share: Share): DumpMetric[] {
  const times = regular(MINUTE);
  const rises = (when: Times) => counter(when, share, { perSecond: 2, resetEveryMs: 5_000_000 });
  const small = (when: Times) => steps(when, share, { least: 0, most: 5 });
  return [
    {
      name: "http.server.requests",
      shape: "counter",
      intervalMs: MINUTE,
      series: ["auth", "cart"].flatMap((service) =>
        ["GET", "POST"].map((method) => ({
          labels: { "service.name": service, "http.method": method, job: "api" },
          timesMs: times,
          values: rises(times),
        })),
      ),
    },
    {
      name: "größe",
      shape: "small",
      intervalMs: MINUTE,
      series: ["klein", "groß", "日本語", "🚀"].map((value) => ({
        labels: { maß: value, "a b": "c" },
        timesMs: times,
        values: small(times),
      })),
    },
    {
      name: "on",
      shape: "small",
      intervalMs: MINUTE,
      series: ["sum", "by", "offset"].map((value) => ({
        labels: { by: value, bool: "1" },
        timesMs: times,
        values: small(times),
      })),
    },
  ];
}

function oddLabels(share: Share): DumpMetric[] {
  const times = regular(MINUTE, 30_000);
  const small = () => steps(times, share, { least: 0, most: 5 });
  const sets: readonly Readonly<Record<string, string>>[] = [
    { id: "1", note: "" },
    { id: "2", note: " " },
    { id: "3", note: 'say "hi"' },
    { id: "4", note: "two\nlines" },
    { id: "5", note: "back\\slash" },
    { id: "6", note: "tab\there" },
    { id: "7", note: "a.b*c+d(e)[f]" },
    { id: "8", note: "Ünïcödé" },
    { id: "10", note: "v10" },
    { id: "11", note: "v9" },
    { id: "12", note: "v1.10.2" },
    { id: "13", note: "v1.9.12" },
    { id: "14", note: "007" },
    { id: "15", note: "7" },
  ];
  return [
    {
      name: "label_values",
      shape: "small",
      intervalMs: MINUTE,
      series: sets.map((labels) => ({ labels, timesMs: times, values: small() })),
    },
    {
      name: "no_labels",
      shape: "gauge",
      intervalMs: MINUTE,
      series: [{ labels: {}, timesMs: times, values: wave(times, share, { middle: 5, swing: 3 }) }],
    },
  ];
}

const LAYOUTS: Readonly<Record<string, readonly string[]>> = {
  plain: ["1", "2", "4", "+Inf"],
  "no-infinity": ["1", "2", "4"],
  "only-infinity": ["+Inf"],
  negative: ["-10", "-1", "0", "1", "+Inf"],
  "below-zero": ["-10", "-5", "-1", "+Inf"],
  doubled: ["1", "1.0", "2", "2.0", "+Inf"],
  notations: ["1e-3", "0x1p-1", "1_0", "Inf"],
  "no-number": ["1", "two", "", "+Inf"],
  falling: ["1", "2", "4", "8", "+Inf"],
  dented: ["1", "2", "4", "8", "+Inf"],
  empty: ["1", "2", "+Inf"],
};

/** Buckets as they should not be: not monotonic, without +Inf, with bounds that are no numbers. */
function oddBuckets(share: Share): DumpMetric {
  const times = regular(MINUTE, 45_000);
  const series = Object.entries(LAYOUTS).flatMap(([kind, bounds]) => {
    const rows = bucketCounts(times, share, bounds.length);
    return bounds.map((le, index): DumpSeries => ({
      labels: { kind, le },
      timesMs: times,
      values: odd(kind, rows[index] ?? [], index),
    }));
  });
  return { name: "odd_latency_seconds_bucket", shape: "bucket", intervalMs: MINUTE, series };
}

function odd(kind: string, row: readonly number[], index: number): readonly number[] {
  if (kind === "falling") return row.map((value) => value * (index === 2 ? 0.4 : 1));
  // Less than a billionth off: tolerated without a word.
  if (kind === "dented") return row.map((value) => value * (1 + (index % 2) * 1e-13));
  return kind === "empty" ? row.map(() => 0) : row;
}
