import { Labels } from "../../labels/Labels.ts";
import { hashTexts, mix } from "./hash.ts";
import type { Histogram } from "./histogram.ts";
import { boundText, bucketSignal, countSignal, sumSignal } from "./histogram.ts";
import type { Lives } from "./Lives.ts";
import type { ScrapeGrid } from "./sampleTimes.ts";
import type { Signal } from "./signals.ts";

/** Something that is measured: a node, a pod, a target. Its series live and are scraped together. */
export interface Subject {
  /** On all its series; no row sets them otherwise. */
  readonly labels: Readonly<Record<string, string>>;
  readonly grid: ScrapeGrid;
  readonly lives: Lives;
}

export type LabelRecord = Readonly<Record<string, string>>;

export interface ValueRow {
  readonly labels: LabelRecord;
  readonly signal: Signal;
  /** Rows with one key share their noise, as parts of one whole. Default: none share. */
  readonly key?: string;
}

export interface HistogramRow {
  readonly labels: LabelRecord;
  readonly histogram: Histogram;
  /** The service that exemplars speak of; without it there are none. */
  readonly traced?: string;
}

export type Row = ValueRow | HistogramRow;

export interface Family<S extends Subject> {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary";
  readonly help: string;
  rows(subject: S): readonly Row[];
}

/** Families that the same subjects have. */
export interface Exporter<S extends Subject = Subject> {
  readonly families: readonly Family<S>[];
  /** Those that exist at some time of the span; bounds are finite. The same objects each time, so far as kept. */
  subjectsIn(startMs: number, endMs: number): readonly S[];
}

export interface DemoSeries {
  readonly labels: Labels;
  readonly signal: Signal;
  readonly seed: number;
  /** Of a bucket whose slow requests were traced. */
  readonly traces?: { readonly histogram: Histogram; readonly service: string; readonly bucket: number };
}

/** What a family's name stands for in queries. */
export function seriesNames(family: { readonly name: string; readonly type: string }): readonly string[] {
  if (family.type !== "histogram") return [family.name];
  return [`${family.name}_bucket`, `${family.name}_sum`, `${family.name}_count`];
}

/** All series of a family of one subject, by name. */
export function seriesOf<S extends Subject>(
  family: Family<S>,
  subject: S,
  storeSeed: number,
): ReadonlyMap<string, readonly DemoSeries[]> {
  const byName = new Map<string, DemoSeries[]>();
  for (const name of seriesNames(family)) byName.set(name, []);
  const base = Object.entries(subject.labels);
  for (const row of family.rows(subject)) {
    const common = [...base, ...Object.entries(row.labels)];
    const labelled = (name: string, more: readonly (readonly [string, string])[] = []): Labels =>
      Labels.of([["__name__", name], ...common, ...more]);
    const whole = labelled(family.name);
    if ("signal" in row) {
      const identity = row.key === undefined ? whole.pairs : [...base.flat(), row.key];
      const seed = mix(storeSeed, hashTexts(identity));
      byName.get(family.name)?.push({ labels: whole, signal: row.signal, seed });
    } else
      addHistogram(
        { row, labelled, seed: mix(storeSeed, hashTexts(whole.pairs)), name: family.name },
        byName,
      );
  }
  return byName;
}

interface HistogramParts {
  readonly row: HistogramRow;
  readonly seed: number;
  readonly name: string;
  labelled(name: string, more?: readonly (readonly [string, string])[]): Labels;
}

function addHistogram(parts: HistogramParts, byName: ReadonlyMap<string, DemoSeries[]>): void {
  const { row, seed, name, labelled } = parts;
  const { histogram, traced } = row;
  [...histogram.bounds, Infinity].forEach((bound, bucket) => {
    const labels = labelled(`${name}_bucket`, [["le", boundText(bound)]]);
    const traces = traced === undefined ? {} : { traces: { histogram, service: traced, bucket } };
    byName.get(`${name}_bucket`)?.push({ labels, signal: bucketSignal(histogram, bucket), seed, ...traces });
  });
  byName.get(`${name}_sum`)?.push({ labels: labelled(`${name}_sum`), signal: sumSignal(histogram), seed });
  byName
    .get(`${name}_count`)
    ?.push({ labels: labelled(`${name}_count`), signal: countSignal(histogram), seed });
}

/** Short ways to write families. */
export const one = (signal: Signal): readonly Row[] => [{ labels: {}, signal }];

/** A row per label value. */
export function each<T>(items: readonly T[], row: (item: T, index: number) => Row): readonly Row[] {
  return items.map(row);
}
