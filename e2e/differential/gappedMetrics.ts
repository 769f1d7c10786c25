import type { DumpMetric, DumpSeries } from "./Dump.ts";
import { metric, product, seriesOf } from "./makeMetric.ts";
import { irregular, regular, type Span, spanWithin, START_MS, withGaps } from "./sampleTimes.ts";
import { counter, wave } from "./sampleValues.ts";
import { Dice, type Share } from "./Share.ts";

/** Series that end, come back, start late, or come at odd moments. */
export function gappedMetrics(share: Share): DumpMetric[] {
  const dice = new Dice(share);
  const gaps = (): Span[] => Array.from({ length: 5 }, () => spanWithin(dice.int(1, 20) * 60_000, share));
  const pods = Array.from({ length: 20 }, (_, index) => ({
    pod: `shop-${index}`,
    namespace: index % 3 === 0 ? "shop" : "tools",
  }));
  const alike = { middle: 100, swing: 60 };
  return [
    metric(
      { name: "flapping_gauge", shape: "gauge", intervalMs: 30_000 },
      seriesOf(
        product({ id: ["a", "b", "c", "d", "e", "f"] }),
        () => withGaps(regular(30_000, 9_000), gaps()),
        (times) => wave(times, share, alike),
      ),
    ),
    metric(
      { name: "flapping_total", shape: "counter", intervalMs: 30_000 },
      seriesOf(
        product({ id: ["a", "b", "c", "d", "e", "f"] }),
        () => withGaps(regular(30_000, 9_000), gaps()),
        (times) => counter(times, share, { perSecond: 2, resetEveryMs: 3_000_000 }),
      ),
    ),
    metric(
      { name: "pod_restarts_total", shape: "counter", intervalMs: 15_000 },
      seriesOf(
        pods,
        () => regular(15_000, 0, spanWithin(dice.int(20, 120) * 60_000, share)),
        (times) => counter(times, share, { perSecond: 0.01, isWhole: true }),
      ),
    ),
    metric(
      { name: "irregular_gauge", shape: "gauge", intervalMs: 45_000 },
      seriesOf(
        product({ id: ["a", "b", "c", "d", "e"] }),
        () => irregular(500, 90_000, share),
        (times) => wave(times, share, alike),
      ),
    ),
    metric(
      { name: "irregular_total", shape: "counter", intervalMs: 45_000 },
      seriesOf(
        product({ id: ["a", "b", "c", "d", "e"] }),
        () => irregular(500, 90_000, share),
        (times) => counter(times, share, { perSecond: 3, resetEveryMs: 4_000_000 }),
      ),
    ),
    ...shortLives(share),
    metric(
      { name: "sparse_gauge", shape: "gauge", intervalMs: 240_000 },
      seriesOf(
        product({ id: ["a", "b", "c", "d"] }),
        (set) => regular(set["id"] === "a" ? 300_000 : 240_000 + dice.int(0, 120) * 1000),
        (times) => wave(times, share, alike),
      ),
    ),
    metric(
      { name: "boundary_gauge", shape: "gauge", intervalMs: 60_000 },
      seriesOf(
        product({ late: ["-1", "0", "1", "500"] }),
        (set) => regular(60_000, 60_000 + Number(set["late"])),
        (times) => wave(times, share, alike),
      ),
    ),
  ];
}

/** Counters that begin at zero, and series of a sample or two. */
function shortLives(share: Share): DumpMetric[] {
  const dice = new Dice(share);
  const starts = ["a", "b", "c", "d"].map((id) => ({
    id,
    fromMs: START_MS + dice.int(20, 200) * 60_000 + dice.int(0, 999),
  }));
  const born = starts.map(({ id, fromMs }): DumpSeries => {
    const timesMs = regular(15_000, 0, { fromMs, toMs: fromMs + 2_400_000 });
    let value = 0;
    const values = timesMs.map((_, i) => (i === 0 ? 0 : (value += dice.chance(0.3) ? dice.int(0, 3) : 0)));
    return { labels: { id }, timesMs, values };
  });
  const few = Array.from({ length: 12 }, (_, index): DumpSeries => {
    const fromMs = START_MS + index * 1_200_000 + dice.int(0, 60_000);
    const timesMs = index % 2 === 0 ? [fromMs] : [fromMs, fromMs + dice.int(1, 60_000)];
    return {
      labels: { id: String(index), batch: index < 6 ? "first" : "second" },
      timesMs,
      values: timesMs.map(() => dice.int(0, 9)),
    };
  });
  const falls = ["a", "b"].map((id): DumpSeries => {
    const timesMs = regular(20_000);
    return { labels: { id }, timesMs, values: timesMs.map((_, i) => 50 - (i % 50)) };
  });
  return [
    metric({ name: "born_total", shape: "counter", intervalMs: 15_000 }, born),
    metric({ name: "job_runs_total", shape: "counter", intervalMs: 600_000 }, few),
    metric({ name: "falling_total", shape: "counter", intervalMs: 20_000 }, falls),
  ];
}
