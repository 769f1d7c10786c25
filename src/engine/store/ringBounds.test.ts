import { describe, expect, it } from "vitest";
import type { ExpositionPage } from "../exposition/ExpositionPage.ts";
import { Labels } from "../labels/Labels.ts";
import { finish } from "../work/Work.ts";
import type { WindowHint } from "./MetricStore.ts";
import { RingStore } from "./RingStore.ts";

const EVERYTHING: WindowHint = { firstMs: 1e12, lastMs: 1e12, stepMs: 1, rangeMs: 2e12, isNewestOnly: false };

/** `count` series with the values that `valueAt` gives. */
function wholePage(names: readonly string[], valueAt: (series: number) => number): ExpositionPage {
  return {
    series: names.map((name) => Labels.from({ __name__: "m", pod: name })),
    seriesOf: Int32Array.from(names, (_, i) => i),
    values: Float64Array.from(names, (_, i) => valueAt(i)),
    timesMs: new Float64Array(names.length).fill(NaN),
    exemplars: [],
    metadata: new Map(),
  };
}

const names = (count: number, prefix = "pod"): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

describe("RingStore", () => {
  it("drops chunks that are older than the retention, and series with nothing left", () => {
    const store = new RingStore({ retentionMs: 100_000 });
    finish(store.append({ timeMs: 1_000, page: wholePage(["gone"], () => 1) }));
    for (let i = 2; i <= 1_000; i++)
      finish(store.append({ timeMs: 1_000 * i, page: wholePage(["here"], () => i) }));
    const { series, samples, oldestMs, newestMs, droppedByCeiling } = store.stats();
    expect({ series, newestMs, droppedByCeiling }).toEqual({
      series: 1,
      newestMs: 1_000_000,
      droppedByCeiling: 0,
    });
    expect(oldestMs).toBeLessThanOrEqual(900_000);
    expect(oldestMs).toBeGreaterThan(900_000 - 241_000);
    expect(samples).toBe((1_000_000 - (oldestMs ?? 0)) / 1_000 + 1);
    const [found] = finish(store.select([], EVERYTHING));
    expect(found?.labels.get("pod")).toBe("here");
    expect(found?.timesMs).toHaveLength(samples);
    expect(finish(store.series([], { startMs: -Infinity, endMs: Infinity }))).toHaveLength(1);
  });

  it("stays below its ceiling: the oldest go first, and it says how many went", () => {
    const ceilingBytes = 1_000_000;
    const store = new RingStore({ ceilingBytes });
    const pods = names(100);
    let most = 0;
    for (let i = 1; i <= 2_000; i++) {
      finish(store.append({ timeMs: 1_000 * i, page: wholePage(pods, (pod) => Math.sqrt(i + pod)) }));
      most = Math.max(most, store.stats().bytes);
    }
    const { samples, droppedByCeiling, isOverCeiling, oldestMs, series } = store.stats();
    expect(most).toBeLessThanOrEqual(ceilingBytes);
    expect({ total: samples + droppedByCeiling, isOverCeiling, series }).toEqual({
      total: 200_000,
      isOverCeiling: false,
      series: 100,
    });
    expect(samples).toBeGreaterThan(40_000);
    for (const { timesMs, values } of finish(store.select([], EVERYTHING))) {
      expect(timesMs[0]).toBe(oldestMs);
      expect(timesMs.at(-1)).toBe(2_000_000);
      expect(values).toHaveLength(samples / 100);
    }
  });

  it("forgets series that come and go rather than pass its ceiling", () => {
    const ceilingBytes = 600_000;
    const store = new RingStore({ ceilingBytes });
    for (let i = 1; i <= 150; i++)
      finish(store.append({ timeMs: 1_000 * i, page: wholePage(names(50, `build-${i}`), () => 1) }));
    const { bytes, series, isOverCeiling } = store.stats();
    expect(bytes).toBeLessThanOrEqual(ceilingBytes);
    expect(isOverCeiling).toBe(false);
    expect(series).toBeGreaterThan(200);
    expect(
      finish(store.select([], { ...EVERYTHING, firstMs: 150_000, lastMs: 150_000, rangeMs: 1 })).length,
    ).toBe(100);
  });

  it("says so when one scrape alone weighs more than the ceiling, and keeps that scrape", () => {
    const store = new RingStore({ ceilingBytes: 100_000 });
    const pods = names(1_000);
    for (let i = 1; i <= 5; i++) finish(store.append({ timeMs: i, page: wholePage(pods, () => i) }));
    const { isOverCeiling, series, samples } = store.stats();
    expect({ isOverCeiling, series, samples }).toEqual({
      isOverCeiling: true,
      series: 1_000,
      samples: 1_000,
    });
  });
});

describe("exemplars and metadata", () => {
  const series = Labels.from({ __name__: "m_bucket", le: "1.0" });
  const page = (
    exemplars: ExpositionPage["exemplars"],
    metadata: ExpositionPage["metadata"] = new Map(),
  ): ExpositionPage => ({
    series: [series],
    seriesOf: Int32Array.of(0),
    values: Float64Array.of(1),
    timesMs: Float64Array.of(NaN),
    exemplars,
    metadata,
  });
  const trace = (id: string, value: number, timeMs?: number): ExpositionPage["exemplars"][number] => ({
    sample: 0,
    labels: Labels.from({ trace_id: id }),
    value,
    timeMs,
  });

  it("keeps the newest exemplars of a series, once each, by its labels and by time", () => {
    const store = new RingStore({ maxExemplars: 3 });
    const pages = [
      trace("a", 1, 5),
      trace("a", 1, 5),
      trace("late", 1, 4),
      trace("b", 2),
      trace("c", 3),
      trace("d", 4),
    ];
    for (const [i, exemplar] of pages.entries())
      finish(store.append({ timeMs: 10 * (i + 1), page: page([exemplar]) }));
    const found = finish(store.exemplars([[]], { startMs: -Infinity, endMs: Infinity }));
    expect(found.map((one) => one.seriesLabels)).toEqual([series]);
    expect(found[0]?.exemplars.map(({ labels, timeMs }) => [labels.get("trace_id"), timeMs])).toEqual([
      ["b", 40],
      ["c", 50],
      ["d", 60],
    ]);
    expect(finish(store.exemplars([[]], { startMs: 41, endMs: 59 }))[0]?.exemplars).toHaveLength(1);
    expect(finish(store.exemplars([], { startMs: 0, endMs: 1e9 }))).toEqual([]);
    expect(store.stats().exemplars).toBe(3);
  });

  it("leaves out exemplars with more than 128 characters of labels", () => {
    const store = new RingStore();
    finish(store.append({ timeMs: 10, page: page([trace("x".repeat(121), 1), trace("x".repeat(120), 2)]) }));
    expect(store.stats().exemplars).toBe(1);
  });

  it("keeps a family's metadata for ten scrapes after it left the page", () => {
    const store = new RingStore();
    const metadata = new Map([["m", { type: "histogram", help: "h", unit: "" }]]);
    finish(store.append({ timeMs: 1, page: page([], metadata) }));
    for (let i = 2; i <= 11; i++) finish(store.append({ timeMs: i, page: page([]) }));
    expect([...store.metadata()]).toEqual([["m", [{ type: "histogram", help: "h", unit: "" }]]]);
    finish(store.append({ timeMs: 12, page: page([]) }));
    expect(store.metadata().size).toBe(0);
  });
});
