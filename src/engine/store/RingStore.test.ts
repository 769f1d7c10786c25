import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpositionPage } from "../exposition/ExpositionPage.ts";
import { Labels } from "../labels/Labels.ts";
import { createMatcher } from "../labels/LabelMatcher.ts";
import { finish } from "../work/Work.ts";
import type { SeriesSamples, WindowHint } from "./MetricStore.ts";
import { RingStore, type RingOptions } from "./RingStore.ts";
import { isStale } from "./staleMarker.ts";

interface Line {
  readonly series: string;
  readonly value: number;
  readonly timeMs?: number;
}

const labelsOf = (series: string): Labels => Labels.from({ __name__: "m", series });

function pageOf(lines: readonly Line[]): ExpositionPage {
  const names = [...new Set(lines.map((line) => line.series))];
  return {
    series: names.map(labelsOf),
    seriesOf: Int32Array.from(lines, (line) => names.indexOf(line.series)),
    values: Float64Array.from(lines, (line) => line.value),
    timesMs: Float64Array.from(lines, (line) => line.timeMs ?? NaN),
    exemplars: [],
    metadata: new Map(),
  };
}

function scraped(
  scrapes: readonly (readonly [timeMs: number, page: readonly Line[] | "failed"])[],
  options?: RingOptions,
): RingStore {
  const store = new RingStore(options);
  for (const [timeMs, page] of scrapes)
    finish(store.append({ timeMs, page: page === "failed" ? undefined : pageOf(page) }));
  return store;
}

const EVERYTHING: WindowHint = { firstMs: 1e12, lastMs: 1e12, stepMs: 1, rangeMs: 2e12, isNewestOnly: false };

/** `series: time value, …`; a stale marker is "stale". */
function shown(found: readonly SeriesSamples[]): string[] {
  return found.map(({ labels, timesMs, values }) => {
    const samples = Array.from(
      timesMs,
      (timeMs, i) => `${timeMs} ${isStale(values, i) ? "stale" : values[i]}`,
    );
    return `${labels.get("series")}: ${samples.join(", ")}`;
  });
}

const everything = (store: RingStore): string[] => shown(finish(store.select([], EVERYTHING)));

describe("RingStore", () => {
  it("marks a series stale once when it leaves the page, and takes it up again", () => {
    const a = { series: "a", value: 1 };
    const store = scraped([
      [10, [a, { series: "b", value: 5 }]],
      [20, [a]],
      [30, [a]],
      [40, [a, { series: "b", value: 6 }]],
    ]);
    expect(everything(store)).toEqual(["a: 10 1, 20 1, 30 1, 40 1", "b: 10 5, 20 stale, 40 6"]);
  });

  it("marks every series stale when a scrape fails or is empty", () => {
    const a = { series: "a", value: 1 };
    const store = scraped([
      [10, [a]],
      [20, "failed"],
      [30, "failed"],
      [40, [a]],
      [50, []],
    ]);
    expect(everything(store)).toEqual(["a: 10 1, 20 stale, 40 1, 50 stale"]);
  });

  it("gives no stale marker to series with times of their own, as Prometheus", () => {
    const store = scraped([
      [10, [{ series: "a", value: 1, timeMs: 5 }]],
      [20, []],
    ]);
    expect(everything(store)).toEqual(["a: 5 1"]);
  });

  it("counts repeated, late and far samples, and takes the first of a page", () => {
    const store = new RingStore({ retentionMs: 1_000 });
    const page = [
      { series: "a", value: 1 },
      { series: "a", value: 2 },
      { series: "b", value: 1, timeMs: 4_990 },
      { series: "b", value: 1, timeMs: 4_990 },
      { series: "b", value: 2, timeMs: 4_990 },
      { series: "b", value: 3, timeMs: 4_980 },
      { series: "c", value: 1, timeMs: 3_999 },
      { series: "c", value: 1, timeMs: 5_000 + 600_001 },
    ];
    expect(finish(store.append({ timeMs: 5_000, page: pageOf(page) }))).toEqual({
      samples: 8,
      added: 3,
      newSeries: 2,
      duplicates: 2,
      outOfOrder: 1,
      outOfBounds: 2,
    });
    expect(everything(store)).toEqual(["a: 5000 1", "b: 4990 1"]);
    expect(store.stats().series).toBe(2);
  });

  it("takes a sample without a time only where it is its series' first on the page, as Prometheus", () => {
    const page = [
      { series: "a", value: 1, timeMs: 5 },
      { series: "a", value: 2 },
    ];
    expect(everything(scraped([[10, page]]))).toEqual(["a: 5 1"]);
  });

  it("takes only samples with times of their own from a scrape that is not later than the last", () => {
    const page = [
      { series: "a", value: 2 },
      { series: "b", value: 2, timeMs: 7 },
    ];
    const store = scraped([
      [10, [{ series: "a", value: 1 }]],
      [10, page],
      [5, page],
    ]);
    expect(everything(store)).toEqual(["a: 10 1", "b: 7 2"]);
  });

  it("adds what is said about the scrape, also of a failed one, and never marks it stale", () => {
    const store = new RingStore();
    const up = labelsOf("up");
    for (const [timeMs, value] of [
      [10, 1],
      [20, 0],
    ] as const)
      finish(store.append({ timeMs, page: undefined, report: () => [{ labels: up, value }] }));
    expect(everything(store)).toEqual(["up: 10 1, 20 0"]);
  });

  it("shows a reader no part of a scrape under way", () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => ({ series: `s${i}`, value: 1 }));
    const store = scraped([[10, lines]]);
    const appending = store.append({ timeMs: 20, page: pageOf(lines) });
    for (let i = 0; i < 3; i++) appending.next();
    const newest = { ...EVERYTHING, isNewestOnly: true };
    expect(finish(store.select([], newest)).every(({ timesMs }) => timesMs[0] === 10)).toBe(true);
    finish(appending);
    expect(finish(store.select([], newest)).every(({ timesMs }) => timesMs[0] === 20)).toBe(true);
  });

  it("keeps what was handed out as it was", () => {
    const a = { series: "a", value: 1 };
    const store = scraped([[10, [a]]]);
    const found = finish(store.select([], EVERYTHING));
    finish(store.append({ timeMs: 20, page: undefined }));
    expect(shown(found)).toEqual(["a: 10 1"]);
  });

  it("finds series by label and by whether they have a sample in the span", () => {
    const store = scraped([
      [10, [{ series: "a", value: 1 }]],
      [20, [{ series: "b", value: 1 }]],
    ]);
    const names = (startMs: number, endMs: number): string[] =>
      finish(store.series([[createMatcher("series", "!=", "")]], { startMs, endMs })).map((own) =>
        own.get("series"),
      );
    expect(names(-Infinity, Infinity)).toEqual(["a", "b"]);
    expect(names(10, 10)).toEqual(["a"]);
    expect(names(11, 19)).toEqual([]);
    expect(finish(store.series([], { startMs: 20, endMs: 30 }))).toHaveLength(2);
  });
});

/** What a series holds by the rules, in the plainest way. */
class Model {
  readonly #samples = new Map<string, [timeMs: number, value: number | "stale"][]>();
  #tracked = new Set<string>();
  #lastMs = -Infinity;

  scrape(timeMs: number, page: readonly Line[]): void {
    const seen = new Set<string>();
    const met = new Set<string>();
    for (const { series, value, timeMs: ownMs } of page) {
      if (ownMs !== undefined) this.#add(series, ownMs, value);
      else if (!met.has(series) && timeMs > this.#lastMs && this.#add(series, timeMs, value))
        seen.add(series);
      if (this.#samples.has(series)) met.add(series);
    }
    if (timeMs <= this.#lastMs) return;
    for (const series of this.#tracked) if (!seen.has(series)) this.#add(series, timeMs, "stale");
    this.#tracked = seen;
    this.#lastMs = timeMs;
  }

  shown(window: WindowHint): string[] {
    const isHeld = (timeMs: number): boolean => {
      for (let t = window.firstMs; t <= window.lastMs; t += window.stepMs)
        if (timeMs > t - window.rangeMs && timeMs <= t) return true;
      return false;
    };
    return [...this.#samples]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([series, samples]) => [series, samples.filter(([timeMs]) => isHeld(timeMs))] as const)
      .filter(([, samples]) => samples.length > 0)
      .map(([series, samples]) => `${series}: ${samples.map((sample) => sample.join(" ")).join(", ")}`);
  }

  /** Is it there afterwards? */
  #add(series: string, timeMs: number, value: number | "stale"): boolean {
    const samples = this.#samples.get(series) ?? [];
    const [newestMs, newest] = samples.at(-1) ?? [-Infinity, 0];
    if (timeMs <= newestMs) return timeMs === newestMs && Object.is(newest, value);
    this.#samples.set(series, [...samples, [timeMs, value]]);
    return true;
  }
}

const line = fc.record(
  {
    series: fc.constantFrom("a", "b", "c", "d"),
    value: fc.oneof(fc.constantFrom(0, 1, 1.5), fc.double({ noNaN: true }), fc.integer()),
    timeMs: fc.integer({ min: 0, max: 3_000 }),
  },
  { requiredKeys: ["series", "value"] },
);
const scrapes = fc.array(
  fc.tuple(
    fc.integer({ min: -2, max: 12 }),
    fc.oneof(
      { weight: 9, arbitrary: fc.array(line, { maxLength: 5 }) },
      { weight: 1, arbitrary: fc.constant("failed" as const) },
    ),
  ),
  { minLength: 300, maxLength: 700, size: "max" },
);

/** Only what windows hold, of what was handed out. */
function held(found: readonly SeriesSamples[], window: WindowHint): string[] {
  const times = new Set<number>();
  for (let t = window.firstMs; t <= window.lastMs; t += window.stepMs) times.add(t);
  return shown(
    found.flatMap(({ labels, timesMs, values }) => {
      const kept = [...timesMs.keys()].filter((i) =>
        [...times].some((t) => (timesMs[i] ?? 0) > t - window.rangeMs && (timesMs[i] ?? 0) <= t),
      );
      if (kept.length === 0) return [];
      const copy = new Float64Array(kept.length);
      for (const [at, i] of kept.entries()) copy.set(values.subarray(i, i + 1), at);
      return [{ labels, timesMs: Float64Array.from(kept, (i) => timesMs[i] ?? 0), values: copy }];
    }),
  );
}

it("holds what the plainest model holds, whatever is scraped, and hands out what any windows need", () => {
  fc.assert(
    fc.property(
      scrapes,
      fc.record({
        firstMs: fc.nat(3_000),
        span: fc.nat(2_000),
        stepMs: fc.integer({ min: 1, max: 400 }),
        rangeMs: fc.nat(600),
      }),
      (steps, { firstMs, span, stepMs, rangeMs }) => {
        const model = new Model();
        const store = new RingStore();
        let timeMs = 0;
        for (const [aheadMs, page] of steps) {
          timeMs += aheadMs;
          model.scrape(timeMs, page === "failed" ? [] : page);
          finish(store.append({ timeMs, page: page === "failed" ? undefined : pageOf(page) }));
        }
        expect(everything(store)).toEqual(model.shown({ ...EVERYTHING, rangeMs: 2e12 }));
        const window = { firstMs, lastMs: firstMs + span, stepMs, rangeMs, isNewestOnly: false };
        expect(held(finish(store.select([], window)), window)).toEqual(model.shown(window));
        const instant = { ...window, lastMs: firstMs };
        const newest = model.shown(instant).map((text) => text.replace(/: .*, /, ": "));
        expect(shown(finish(store.select([], { ...instant, isNewestOnly: true })))).toEqual(newest);
      },
    ),
    // Hundreds of scrapes shrink too slowly.
    { numRuns: 60, endOnFailure: true },
  );
});
