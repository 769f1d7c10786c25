import type { Decoded, RangeResult, Series } from "../Frame.ts";
import { HistogramColumn, packHistograms, type PackedHistograms } from "../histogram/HistogramColumn.ts";

interface SentSeries extends Omit<Series, "histograms"> {
  readonly packed?: PackedHistograms;
}

interface SentRange extends Omit<RangeResult, "series"> {
  readonly series: readonly SentSeries[];
}

/** A decoded answer on its way between threads: columns are moved, histograms packed. */
export interface SentDecoded extends Omit<Decoded, "result"> {
  readonly result: Exclude<Decoded["result"], RangeResult> | SentRange;
}

/** Splits an answer into a message and the buffers to move with it. The answer is unusable after posting. */
export function sendDecoded(decoded: Decoded): { message: SentDecoded; transfer: ArrayBuffer[] } {
  const { result, meta } = decoded;
  if (result.kind !== "range") return { message: { result, meta }, transfer: [] };
  const buffers = new Set<ArrayBufferLike>([result.timesMs.buffer]);
  const series = result.series.map(({ histograms, ...rest }): SentSeries => {
    buffers.add(rest.values.buffer);
    if (!histograms) return rest;
    const packed = packHistograms(histograms);
    for (const column of Object.values(packed) as ArrayBufferView[]) buffers.add(column.buffer);
    return { ...rest, packed };
  });
  const transfer = [...buffers].filter((buffer) => buffer instanceof ArrayBuffer);
  return { message: { meta, result: { ...result, series } }, transfer };
}

export function receiveDecoded({ result, meta }: SentDecoded): Decoded {
  if (result.kind !== "range") return { result, meta };
  const series = result.series.map(({ packed, ...rest }): Series =>
    packed ? { ...rest, histograms: new HistogramColumn(packed) } : rest,
  );
  return { meta, result: { ...result, series } };
}
