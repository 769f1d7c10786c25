import { histogramText } from "./histogram/histogramText.ts";
import { labelValue, type Labels, type NativeHistogram, type QueryResult, type Sample } from "./Frame.ts";
import { presentIndexes, textAt } from "./sampleAt.ts";

/** Column ids beside the label names; `@` cannot begin one of these as a classic label name. */
export const VALUE_COLUMN = "@value";
export const TIME_COLUMN = "@time";

export interface TableRow {
  readonly labels: Labels;
  readonly timeMs: number;
  readonly value: number;
  /** The exact text the source sent; a native histogram as `{count:…, sum:…, (a,b]:…}`. */
  readonly text: string;
  readonly histogram?: NativeHistogram;
}

export interface ResultTable {
  /** Label names of all rows, the metric's name first. */
  readonly labelNames: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows there would be without the limit. */
  readonly total: number;
}

/** A result as rows: one per series of a vector, one per sample otherwise, in the source's order. */
export function toTable(result: QueryResult, limit = Infinity): ResultTable {
  const rows: TableRow[] = [];
  let total = 0;
  for (const part of rowParts(result)) {
    total += part.count;
    for (let i = 0; i < part.count && rows.length < limit; i++) rows.push(part.rowAt(i));
  }
  return { labelNames: labelNamesOf(result), rows, total };
}

interface RowPart {
  readonly count: number;
  readonly rowAt: (index: number) => TableRow;
}

const NO_LABELS: Labels = {};

function rowParts(result: QueryResult): readonly RowPart[] {
  switch (result.kind) {
    case "range":
      return result.series.map((series) => {
        const at = presentIndexes(series);
        return {
          count: at.length,
          rowAt: (i) => {
            const index = at[i] as number;
            const histogram = series.histograms?.get(index);
            return {
              labels: series.labels,
              timeMs: result.timesMs[index] as number,
              value: series.values[index] as number,
              text: histogram ? histogramText(histogram) : textAt(series, index),
              ...(histogram ? { histogram } : {}),
            };
          },
        };
      });
    case "vector":
      return result.rows.map(({ labels, sample }) => ({ count: 1, rowAt: () => rowOf(labels, sample) }));
    case "matrix":
      return result.rows.map(({ labels, samples }) => ({
        count: samples.length,
        rowAt: (i) => rowOf(labels, samples[i] as Sample),
      }));
    case "scalar":
      return [{ count: 1, rowAt: () => rowOf(NO_LABELS, result.sample) }];
    case "string": {
      const { timeMs, text } = result;
      return [{ count: 1, rowAt: () => ({ labels: NO_LABELS, timeMs, value: NaN, text }) }];
    }
  }
}

function rowOf(labels: Labels, sample: Sample): TableRow {
  const { timeMs, value, text, histogram } = sample;
  if (!histogram) return { labels, timeMs, value, text };
  return { labels, timeMs, value, text: histogramText(histogram), histogram };
}

function labelNamesOf(result: QueryResult): string[] {
  const names = new Set<string>();
  const holders = result.kind === "range" ? result.series : "rows" in result ? result.rows : [];
  for (const { labels } of holders) for (const name of Object.keys(labels)) names.add(name);
  const isMetric = (name: string) => (name === "__name__" ? 0 : 1);
  return [...names].toSorted((a, b) => isMetric(a) - isMetric(b) || (a < b ? -1 : 1));
}

/** "node2" before "node10". */
const collator = new Intl.Collator("en", { numeric: true });

/** Sorted by a label, `@value` or `@time`; equal rows keep their order, NaN and missing labels come last either way. */
export function sortRows(
  rows: readonly TableRow[],
  { column, isDescending }: { readonly column: string; readonly isDescending: boolean },
): readonly TableRow[] {
  if (column === "") return rows;
  const sign = isDescending ? -1 : 1;
  if (column === VALUE_COLUMN || column === TIME_COLUMN) {
    const numberOf = (row: TableRow) => (column === VALUE_COLUMN ? row.value : row.timeMs);
    return rows.toSorted((a, b) => {
      const [x, y] = [numberOf(a), numberOf(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
      return x === y ? 0 : x < y ? -sign : sign;
    });
  }
  return rows.toSorted((a, b) => {
    const [x, y] = [labelValue(a.labels, column), labelValue(b.labels, column)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * collator.compare(x, y);
  });
}

/** Rows in which every word of the filter stands somewhere: in a value, a label's value, or `name="value"`. */
export function filterRows(rows: readonly TableRow[], filter: string): readonly TableRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ labels, text }) => {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
    const haystack = [...pairs, text].join("\n").toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
