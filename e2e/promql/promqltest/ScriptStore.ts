import { type Labels } from "../../../src/engine/labels/Labels.ts";
import { matchesAll } from "../../../src/engine/labels/LabelMatcher.ts";
import type {
  MetricStore,
  Selection,
  SeriesSamples,
  WindowHint,
} from "../../../src/engine/store/MetricStore.ts";
import type { Work } from "../../../src/engine/work/Work.ts";
import { ArrayStore, testSeries } from "../../../src/testing/engine/ArrayStore.ts";
import type { LoadCommand, Point } from "./Script.ts";

/** What the engine does not have, and the samples of a series need. */
export type Need = "native histograms" | "start timestamps";

type Sample = readonly [timeMs: number, value: number | "stale"];

interface Loaded {
  readonly labels: Labels;
  readonly samples: Map<number, Sample>;
}

/** The series that a script has loaded; tells which of what the engine lacks a query came across. */
export class ScriptStore implements MetricStore {
  readonly #loaded = new Map<string, Loaded>();
  readonly #needs: { readonly labels: Labels; readonly need: Need }[] = [];
  readonly #met = new Set<Need>();
  #store: ArrayStore | null = null;

  load({ series, stepMs, isWithNative, started }: LoadCommand): void {
    this.#store = null;
    // Of two lines with the same labels the last counts.
    const lines = new Map(series.map((line) => [line.labels.key, line]));
    for (const { labels, points } of lines.values()) {
      this.#add(labels, points, stepMs);
      if (points.includes("histogram")) this.#needs.push({ labels, need: "native histograms" });
      const base = /^(.+)_(?:bucket|count|sum)$/.exec(labels.metricName)?.[1];
      if (isWithNative && base !== undefined) {
        const native = labels.with("__name__", base).with("le", "");
        this.#needs.push({ labels: native, need: "native histograms" });
      }
    }
    for (const labels of started) this.#needs.push({ labels, need: "start timestamps" });
  }

  #add(labels: Labels, points: readonly Point[], stepMs: number): void {
    const loaded = this.#loaded.get(labels.key) ?? { labels, samples: new Map<number, Sample>() };
    this.#loaded.set(labels.key, loaded);
    for (const [index, point] of points.entries()) {
      if (point === "none" || point === "histogram") continue;
      // A second sample at one time is refused, and the first stays.
      const timeMs = index * stepMs;
      if (!loaded.samples.has(timeMs)) loaded.samples.set(timeMs, [timeMs, point]);
    }
  }

  /** What queries have come across since the last call. */
  takeNeeds(): readonly Need[] {
    const needs = [...this.#met];
    this.#met.clear();
    return needs;
  }

  get #arrays(): ArrayStore {
    return (this.#store ??= new ArrayStore(
      [...this.#loaded.values()]
        .filter(({ samples }) => samples.size > 0)
        .map(({ labels, samples }) =>
          testSeries(
            labels.toRecord(),
            [...samples.values()].toSorted(([a], [b]) => a - b),
          ),
        ),
    ));
  }

  select(selection: Selection, window: WindowHint): Work<SeriesSamples[]> {
    for (const { labels, need } of this.#needs) if (matchesAll(labels, selection)) this.#met.add(need);
    return this.#arrays.select(selection, window);
  }

  series(...args: Parameters<MetricStore["series"]>): ReturnType<MetricStore["series"]> {
    return this.#arrays.series(...args);
  }

  metadata(): ReturnType<MetricStore["metadata"]> {
    return this.#arrays.metadata();
  }

  exemplars(): ReturnType<MetricStore["exemplars"]> {
    return this.#arrays.exemplars();
  }
}
