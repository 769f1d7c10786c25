import type { NativeHistogram, RangeResult, Series } from "../Frame.ts";
import { labelsKey } from "../../format/seriesKey.ts";
import type { AnswerBuilder, RawSeries } from "./AnswerBuilder.ts";
import type { StepGrid } from "./DecodeOptions.ts";
import type { GridColumn } from "./GridColumn.ts";

/** The matrix of a range query, on its grid; series that came twice are one (the later sample wins). */
export function rangeResult(answer: AnswerBuilder, column: GridColumn, grid: StepGrid): RangeResult {
  const byKey = new Map<string, Series>();
  let duplicateSeries = 0;
  for (const raw of answer.series) {
    const key = labelsKey(raw.labels);
    const series = toSeries(raw);
    const earlier = byKey.get(key);
    if (earlier) duplicateSeries++;
    byKey.set(key, earlier ? overlay(earlier, series) : series);
  }
  return {
    kind: "range",
    timesMs: Float64Array.from({ length: grid.count }, (_, i) => grid.startMs + i * grid.stepMs),
    stepMs: grid.stepMs,
    series: [...byKey.values()],
    notes: {
      ...column.notes,
      duplicateSeries,
      invalidUtf8Series: answer.series.filter((raw) => !raw.isClean).length,
    },
  };
}

function toSeries({ labels, isClean, column }: RawSeries): Series {
  return {
    labels,
    values: column?.values ?? new Float64Array(0),
    ...(column?.nanAt ? { nanAt: column.nanAt } : {}),
    ...(column?.texts ? { texts: column.texts } : {}),
    ...(column?.histograms ? { histograms: column.histograms } : {}),
    ...(isClean ? {} : { hasInvalidBytes: true }),
  };
}

/** `later` laid over `earlier`, step by step. */
function overlay(earlier: Series, later: Series): Series {
  const laterNan = new Set(later.nanAt);
  const nanAt = new Set(earlier.nanAt);
  const texts = new Map(earlier.texts);
  const histograms = new Map<number, NativeHistogram>(earlier.histograms);
  const values = earlier.values.slice();
  for (let i = 0; i < values.length; i++) {
    const value = later.values[i] as number;
    if (Number.isNaN(value) && !laterNan.has(i)) continue;
    values[i] = value;
    if (laterNan.has(i)) nanAt.add(i);
    else nanAt.delete(i);
    replace(texts, i, later.texts?.get(i));
    replace(histograms, i, later.histograms?.get(i));
  }
  return {
    labels: later.labels,
    values,
    ...(nanAt.size > 0 ? { nanAt: Uint32Array.from(nanAt).toSorted() } : {}),
    ...(texts.size > 0 ? { texts } : {}),
    ...(histograms.size > 0 ? { histograms } : {}),
    ...(earlier.hasInvalidBytes || later.hasInvalidBytes ? { hasInvalidBytes: true } : {}),
  };
}

function replace<T>(map: Map<number, T>, index: number, value: T | undefined): void {
  if (value === undefined) map.delete(index);
  else map.set(index, value);
}
