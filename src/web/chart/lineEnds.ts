import { lastValue } from "../../domain/chart/seriesStats.ts";
import { type ValueScale, valueToY } from "../../domain/chart/valueScale.ts";
import { joinUnit } from "../../domain/format/formatValue.ts";
import { groupDigits } from "../../domain/format/groupDigits.ts";
import type { ChartContent, ChartSeries } from "./ChartTypes.ts";
import { formatTogether } from "./formatTogether.ts";
import { seriesNames } from "./seriesNames.ts";
import type { Box } from "./surface.ts";

/** A name and a last value at the end of a line, in pixels of the whole chart. */
export interface LineEnd {
  readonly text: string;
  /** The whole of it, where `text` is cut. */
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly colorIndex: number;
}

export interface EndTexts {
  /** Room beside the plot, pixels. */
  readonly width: number;
  readonly texts: readonly { readonly text: string; readonly title: string }[];
}

const NONE: EndTexts = { width: 0, texts: [] };
/** Gap, bar, gap. */
const BEFORE_PX = 15;
const LINE_PX = 15;
const WIDEST_PX = 168;
/** The plot keeps at least so much of the chart. */
const MOST_SHARE = 0.36;

/** What stands at the ends, and how much room it takes. */
export function endTexts(
  { hasEnds = false, names, unit, zone }: ChartContent,
  series: readonly ChartSeries[],
  { width, measure }: { readonly width: number; readonly measure: (text: string) => number },
): EndTexts {
  if (!hasEnds || series.length === 0) return NONE;
  const roomPx = Math.min(WIDEST_PX, width * MOST_SHARE) - BEFORE_PX;
  const lasts = series.map((one) => lastValue(one.series.values));
  // They stand in a column, and are compared.
  const { format, suffix } = formatTogether(lasts, unit, { zone, digits: 3 });
  const texts = seriesNames(series, names).map((name, order) => {
    const text = format(lasts[order] ?? Number.NaN);
    const value = joinUnit({ text: groupDigits(text), suffix });
    const title = `${name} ${value}`;
    return { title, text: fit(name, value, { roomPx, measure }) };
  });
  return { texts, width: Math.ceil(Math.max(...texts.map(({ text }) => measure(text)))) + BEFORE_PX };
}

/** The value stays whole; the name loses its end. */
function fit(
  name: string,
  value: string,
  { roomPx, measure }: { readonly roomPx: number; readonly measure: (text: string) => number },
): string {
  let kept = name;
  while (kept.length > 1 && measure(`${kept}… ${value}`) > roomPx) {
    if (kept === name && measure(`${name} ${value}`) <= roomPx) break;
    kept = kept.slice(0, -1);
  }
  return kept === name ? `${name} ${value}` : `${kept.trimEnd()}… ${value}`;
}

/** A line as it is drawn; with `base`, a band. */
export interface EndColumn {
  readonly series: ChartSeries;
  readonly drawn: Float64Array;
  readonly base: Float64Array | null;
}

/** Where a line ends; of a band, its middle. */
function endValue({ drawn, base }: EndColumn): number {
  return base === null ? lastValue(drawn) : (lastValue(drawn) + lastValue(base)) / 2;
}

/** Beside the last values, pushed apart so that no two cover each other. */
export function placeEnds(
  columns: readonly EndColumn[],
  { texts }: EndTexts,
  { value, plot }: { readonly value: ValueScale; readonly plot: Box },
): readonly LineEnd[] {
  const ends = texts.flatMap(({ text, title }, order) => {
    const one = columns[order];
    const y = one ? plot.top + valueToY(value, plot.height, endValue(one)) : Number.NaN;
    if (!one || !Number.isFinite(y)) return [];
    return [{ text, title, x: plot.left + plot.width + 6, y, colorIndex: one.series.colorIndex }];
  });
  const placed = ends.toSorted((a, b) => a.y - b.y);
  const ys = placed.map(({ y }) => y);
  for (let i = 1; i < ys.length; i++) ys[i] = Math.max(ys[i] as number, (ys[i - 1] as number) + LINE_PX);
  let limit = plot.top + plot.height;
  for (let i = ys.length - 1; i >= 0; i--) {
    ys[i] = Math.min(ys[i] as number, limit);
    limit = (ys[i] as number) - LINE_PX;
  }
  return placed.map((end, i) => ({ ...end, y: ys[i] ?? end.y }));
}
