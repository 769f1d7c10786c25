import { seriesName } from "../format/seriesName.ts";
import { csvCell } from "./csvCell.ts";
import type { QueryResult, RangeResult } from "./Frame.ts";
import { histogramText } from "./histogram/histogramText.ts";
import { isPresent, textAt } from "./sampleAt.ts";
import { toTable } from "./toTable.ts";

export interface CsvOptions {
  /** "long": a row per sample, a column per label. "wide": a row per step, a column per series (range results). */
  readonly shape: "long" | "wide";
  /**
   * Warnings and infos of the answer (features K4). They stand in a last column `notes`, in the first data row, so
   * that every other cell is where a reader expects it; without notes there is no such column.
   */
  readonly notes?: readonly string[];
}

/**
 * RFC 4180: CRLF after every row, quotes where needed. Times as ISO 8601 and as epoch milliseconds; values as the
 * exact text the source sent, an absent sample as an empty cell. Text cells that a spreadsheet would run as a
 * formula get a leading apostrophe (OWASP, "CSV injection").
 */
export function toCsv(result: QueryResult, { shape, notes = [] }: CsvOptions): string {
  const rows = shape === "wide" && result.kind === "range" ? wideRows(result) : longRows(result);
  if (notes.length > 0) {
    const note = csvCell(notes.join("; "));
    rows[0]?.push("notes");
    rows[1]?.push(note);
    for (const row of rows.slice(2)) row.push("");
    // An empty result says it too.
    if (rows.length === 1) rows.push([...(rows[0] ?? []).slice(1).map(() => ""), note]);
  }
  return rows.map((row) => `${row.join(",")}\r\n`).join("");
}

function longRows(result: QueryResult): string[][] {
  const { labelNames, rows } = toTable(result);
  const head = ["time", "timestamp_ms", ...labelNames.map(csvCell), "value"];
  return [
    head,
    ...rows.map(({ timeMs, labels, text, histogram }) => [
      ...timeCells(timeMs),
      ...labelNames.map((name) => csvCell(Object.hasOwn(labels, name) ? (labels[name] ?? "") : "")),
      result.kind === "string" || histogram ? csvCell(text) : text,
    ]),
  ];
}

function wideRows({ timesMs, series }: RangeResult): string[][] {
  const columns = series.map((item) => ({ item, nanAt: new Set(item.nanAt) }));
  const head = ["time", "timestamp_ms", ...series.map(({ labels }) => csvCell(seriesName(labels)))];
  const rows = Array.from(timesMs, (timeMs, index) => [
    ...timeCells(timeMs),
    ...columns.map(({ item, nanAt }) => {
      if (!isPresent(item, nanAt, index)) return "";
      const histogram = item.histograms?.get(index);
      return histogram ? csvCell(histogramText(histogram)) : textAt(item, index);
    }),
  ]);
  return [head, ...rows];
}

const timeCells = (timeMs: number) => [new Date(timeMs).toISOString(), String(timeMs)];
