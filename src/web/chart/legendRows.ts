import { capSeries } from "../../domain/chart/capSeries.ts";
import { seriesStats, type SeriesStats } from "../../domain/chart/seriesStats.ts";
import type { ColumnFormat } from "../../domain/format/formatColumn.ts";
import { legendNames } from "../../domain/format/seriesName.ts";
import { visibleText } from "../../domain/format/visibleText.ts";
import { labelValue } from "../../domain/frame/Frame.ts";
import type { LegendSort } from "../../domain/link/ExploreState.ts";
import { chartSeries } from "./chartSeries.ts";
import type { ChartLayer, ChartSeries } from "./ChartTypes.ts";
import { formatTogether } from "./formatTogether.ts";

export type StatName = "min" | "avg" | "max" | "last";
export const statNames: readonly StatName[] = ["min", "avg", "max", "last"];

export interface LegendRow {
  readonly series: ChartSeries;
  /** Full text of what tells it apart, for the filter and for assistive technology. */
  readonly name: string;
  /** One per column of `Legend.columns`. */
  readonly cells: readonly string[];
  readonly stats: SeriesStats;
  /** Formatted, with one precision per column. */
  readonly texts: Readonly<Record<StatName, string>>;
}

export interface Legend {
  /** Labels all series share. */
  readonly common: readonly (readonly [name: string, value: string])[];
  /** Heads of the label columns. */
  readonly columns: readonly string[];
  readonly rows: readonly LegendRow[];
  /** What the range glyphs are drawn over: zero or the smallest value, to the largest. */
  readonly axis: { readonly low: number; readonly high: number };
  /** One scale and precision for all statistics. */
  readonly format: ColumnFormat;
}

/** Everything the legend says, unsorted. Series left out by the drawing limit are left out here too. */
export function buildLegend(layers: readonly ChartLayer[], unit: string, showsAll = false): Legend {
  const series = capSeries(chartSeries(layers), showsAll);
  const { common, varying, names: plainNames } = legendNames(series.map((entry) => entry.series.labels));
  const names = plainNames.map(visibleText);
  const hasLetters = series.some((entry) => entry.letter !== series[0]?.letter);
  const columns = [
    ...(hasLetters ? ["Query"] : []),
    ...(varying.length > 0 ? varying.map(visibleText) : ["Series"]),
  ];
  const stats = series.map((entry) => seriesStats(entry.series.values));
  const format = formatTogether(
    stats.flatMap(({ min, avg, max, last }) => [min, avg, max, last]),
    unit,
    { zone: "UTC" },
  );
  const rows = series.map((entry, order) => {
    const labels = varying.map((name) => visibleText(labelValue(entry.series.labels, name) ?? ""));
    const cells = labels.length > 0 ? labels : [names[order] ?? ""];
    const own = stats[order] ?? seriesStats(new Float64Array());
    return {
      series: entry,
      name: hasLetters ? `${entry.letter} ${names[order] ?? ""}` : (names[order] ?? ""),
      cells: hasLetters ? [entry.letter, ...cells] : cells,
      stats: own,
      texts: {
        min: format.format(own.min),
        avg: format.format(own.avg),
        max: format.format(own.max),
        last: format.format(own.last),
      },
    };
  });
  return { common, columns, rows, axis: axisOf(stats), format };
}

function axisOf(stats: readonly SeriesStats[]): { low: number; high: number } {
  let low = 0;
  let high = -Infinity;
  for (const { min, max } of stats) {
    if (min < low) low = min;
    if (max > high) high = max;
  }
  return high > low ? { low, high } : { low, high: low + 1 };
}

/** Rows that contain every word of the filter, anywhere in their name, whatever the case. */
export function filterRows(rows: readonly LegendRow[], filter: string): readonly LegendRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ name }) => {
    const text = name.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const byName = new Intl.Collator("en", { numeric: true });

/** Series without a value come last, whichever the direction. */
export function sortRows(
  rows: readonly LegendRow[],
  { column, isDescending }: LegendSort,
): readonly LegendRow[] {
  const sign = isDescending ? -1 : 1;
  if (column === "name") return rows.toSorted((a, b) => sign * byName.compare(a.name, b.name));
  return rows.toSorted((a, b) => {
    const one = a.stats[column];
    const other = b.stats[column];
    if (Number.isNaN(one) || Number.isNaN(other))
      return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return one === other ? 0 : sign * (one < other ? -1 : 1);
  });
}

export interface Shown {
  readonly isolated: readonly string[];
  readonly hidden: readonly string[];
}

/** A click shows one series alone; the same again shows all. */
export function isolate({ isolated }: Shown, key: string): Shown {
  const isAlone = isolated.length === 1 && isolated[0] === key;
  return { isolated: isAlone ? [] : [key], hidden: [] };
}

/** Mod-click adds to or takes from what is shown. */
export function toggle({ isolated, hidden }: Shown, key: string): Shown {
  if (isolated.length > 0) {
    const isIn = isolated.includes(key);
    return { isolated: isIn ? isolated.filter((other) => other !== key) : [...isolated, key], hidden: [] };
  }
  const isHidden = hidden.includes(key);
  return { isolated: [], hidden: isHidden ? hidden.filter((other) => other !== key) : [...hidden, key] };
}

export function isShown({ isolated, hidden }: Shown, key: string): boolean {
  return (isolated.length === 0 || isolated.includes(key)) && !hidden.includes(key);
}
