import { seriesName } from "../format/seriesName.ts";
import { csvText, textCell, timeCells } from "./csvText.ts";
import type { QueryResult, RangeResult } from "./Frame.ts";
import { histogramText } from "./histogram/histogramText.ts";
import { isPresent, textAt } from "./sampleAt.ts";
import { toTable } from "./toTable.ts";

export interface CsvOptions {
  /** "long": a row per sample, a column per label. "wide": a row per step, a column per series (range results). */
  readonly shape: "long" | "wide";
  /** What the reader should know of the answer, such as its warnings and infos (features K4): a comment line each. */
  readonly comments?: readonly string[];
}

/**
 * Times as ISO 8601 and as epoch milliseconds; values as the exact text the source sent, an absent sample as an empty
 * cell.
 */
export function toCsv(result: QueryResult, { shape, comments = [] }: CsvOptions): string {
  const rows = shape === "wide" && result.kind === "range" ? wideRows(result) : longRows(result);
  return csvText(rows, comments);
}

function longRows(result: QueryResult): string[][] {
  const { labelNames, rows } = toTable(result);
  const head = ["time", "timestamp_ms", ...labelNames.map(textCell), "value"];
  return [
    head,
    ...rows.map(({ timeMs, labels, text, histogram }) => [
      ...timeCells(timeMs),
      ...labelNames.map((name) => textCell(Object.hasOwn(labels, name) ? (labels[name] ?? "") : "")),
      result.kind === "string" || histogram ? textCell(text) : text,
    ]),
  ];
}

function wideRows({ timesMs, series }: RangeResult): string[][] {
  const columns = series.map((item) => ({ item, nanAt: new Set(item.nanAt) }));
  const head = ["time", "timestamp_ms", ...series.map(({ labels }) => textCell(seriesName(labels)))];
  const rows = Array.from(timesMs, (timeMs, index) => [
    ...timeCells(timeMs),
    ...columns.map(({ item, nanAt }) => {
      if (!isPresent(item, nanAt, index)) return "";
      const histogram = item.histograms?.get(index);
      return histogram ? textCell(histogramText(histogram)) : textAt(item, index);
    }),
  ]);
  return [head, ...rows];
}
