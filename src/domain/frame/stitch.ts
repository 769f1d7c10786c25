import { labelsKey } from "../format/seriesKey.ts";
import type { DecodeNotes, Decoded, NativeHistogram, RangeResult, Series } from "./Frame.ts";
import { compareLabels, countSamples } from "./sampleAt.ts";

/** A range on a step grid; both ends inclusive, milliseconds. */
export interface GridRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/**
 * Joins what is held with a newer answer of the same query, as one full query over `wanted` would have answered:
 * from the newer one's first step on only the newer counts; before it the held one; what left the window is
 * dropped, with the series that have nothing in it. `undefined` when the three do not share one grid or leave a hole.
 */
export function stitch(held: RangeResult, newer: RangeResult, wanted: GridRange): RangeResult | undefined {
  const { startMs, endMs, stepMs } = wanted;
  const shift = offsetOf(held, wanted);
  const join = offsetOf(newer, wanted);
  if (shift === undefined || join === undefined || shift > 0) return undefined;
  const count = Math.floor((endMs - startMs) / stepMs + 1e-9) + 1;
  if (join > shift + held.timesMs.length || join + newer.timesMs.length < count) return undefined;
  const newerByKey = new Map(newer.series.map((series) => [labelsKey(series.labels), series]));
  const joined: Series[] = [];
  const frame = { count, join: Math.max(join, 0), shift, newerShift: join };
  for (const series of held.series) {
    const key = labelsKey(series.labels);
    const match = newerByKey.get(key);
    newerByKey.delete(key);
    joined.push(joinSeries(series, match, frame));
  }
  for (const series of newerByKey.values()) joined.push(joinSeries(undefined, series, frame));
  const isSorted = isInOrder(held.series) && isInOrder(newer.series);
  const kept = joined.filter(hasSamples);
  return {
    kind: "range",
    stepMs,
    timesMs: Float64Array.from({ length: count }, (_, i) => startMs + i * stepMs),
    series: isSorted ? kept.toSorted((a, b) => compareLabels(a.labels, b.labels)) : kept,
    notes: largestNotes(held.notes, newer.notes),
  };
}

/** `stitch` with what came beside the results; warnings of both are kept once. */
export function stitchDecoded(held: Decoded, newer: Decoded, wanted: GridRange): Decoded | undefined {
  if (held.result.kind !== "range" || newer.result.kind !== "range") return undefined;
  const result = stitch(held.result, newer.result, wanted);
  if (!result) return undefined;
  return {
    result,
    meta: {
      warnings: [...new Set([...newer.meta.warnings, ...held.meta.warnings])],
      infos: [...new Set([...newer.meta.infos, ...held.meta.infos])],
      isPartial: held.meta.isPartial || newer.meta.isPartial,
      seriesCount: result.series.length,
      sampleCount: countSamples(result),
      bytes: newer.meta.bytes,
    },
  };
}

/** Steps from the wanted start to the result's first; `undefined` off the grid. */
function offsetOf(result: RangeResult, { startMs, stepMs }: GridRange): number | undefined {
  const first = result.timesMs[0];
  if (first === undefined || result.stepMs !== stepMs) return undefined;
  const steps = (first - startMs) / stepMs;
  return Number.isInteger(steps) ? steps : undefined;
}

interface JoinFrame {
  readonly count: number;
  /** First index that the newer answer decides. */
  readonly join: number;
  /** Held index + shift = index in the window; likewise for the newer one. */
  readonly shift: number;
  readonly newerShift: number;
}

function joinSeries(held: Series | undefined, newer: Series | undefined, frame: JoinFrame): Series {
  const { count, join, shift, newerShift } = frame;
  const values = new Float64Array(count).fill(NaN);
  const nanAt: number[] = [];
  const texts = new Map<number, string>();
  const histograms = new Map<number, NativeHistogram>();
  const take = (series: Series, part: { shift: number; from: number; to: number }) => {
    const from = part.from - part.shift;
    const to = Math.min(part.to - part.shift, series.values.length);
    if (to > from) values.set(series.values.subarray(from, to), part.from);
    const isTaken = (index: number) => index >= from && index < to;
    for (const index of series.nanAt ?? []) if (isTaken(index)) nanAt.push(index + part.shift);
    for (const [index, text] of series.texts ?? []) if (isTaken(index)) texts.set(index + part.shift, text);
    for (const [index, value] of series.histograms ?? []) {
      if (isTaken(index)) histograms.set(index + part.shift, value);
    }
  };
  if (held) take(held, { shift, from: 0, to: join });
  if (newer) take(newer, { shift: newerShift, from: join, to: count });
  return {
    labels: (newer ?? held)?.labels ?? {},
    values,
    ...(nanAt.length > 0 ? { nanAt: Uint32Array.from(nanAt) } : {}),
    ...(texts.size > 0 ? { texts } : {}),
    ...(histograms.size > 0 ? { histograms } : {}),
    ...((newer ?? held)?.hasInvalidBytes ? { hasInvalidBytes: true } : {}),
  };
}

function hasSamples(series: Series): boolean {
  return series.nanAt !== undefined || series.values.some((value) => !Number.isNaN(value));
}

function isInOrder(series: readonly Series[]): boolean {
  return series.every((item, i) => {
    const before = series[i - 1];
    return before === undefined || compareLabels(before.labels, item.labels) < 0;
  });
}

/** The overlap is repaired twice, so the counts are not added up. */
function largestNotes(a: DecodeNotes, b: DecodeNotes): DecodeNotes {
  return {
    duplicateSamples: Math.max(a.duplicateSamples, b.duplicateSamples),
    unsortedSamples: Math.max(a.unsortedSamples, b.unsortedSamples),
    offStepSamples: Math.max(a.offStepSamples, b.offStepSamples),
    duplicateSeries: Math.max(a.duplicateSeries, b.duplicateSeries),
    invalidUtf8Series: Math.max(a.invalidUtf8Series, b.invalidUtf8Series),
  };
}
