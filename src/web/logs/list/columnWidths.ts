import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { fieldValue } from "../text/fieldValue.ts";

const timePx: Record<LogViewOptions["time"], number> = { off: 0, ms: 96, ns: 140 };
const LEVEL_PX = 42;
const ORIGIN_PX = 16;
/** A column is as wide as its values need, in few sizes, so that it changes only when it must. */
const COLUMN_PX = [64, 96, 136, 184, 240];
/** One character of the mono font at 12 px. */
export const CHARACTER_PX = 7.2;
const SAMPLES = 100;

/** Evenly spread over all: at most `count` of them. */
export function sampled<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  const step = items.length / count;
  return Array.from({ length: count }, (_, index) => items[Math.floor(index * step)] as T);
}

/** The width of a column that nine of ten sampled values fit. */
export function columnPx(lines: readonly LogLine[], name: string): number {
  const lengths = sampled(lines, SAMPLES)
    .map((line) => fieldValue(line, name)?.length ?? 0)
    .toSorted((a, b) => a - b);
  const wanted = Math.max(name.length, lengths[Math.floor(lengths.length * 0.9)] ?? 0) * CHARACTER_PX;
  return COLUMN_PX.find((px) => px >= wanted) ?? COLUMN_PX.at(-1) ?? 240;
}

export interface RowCells extends Pick<LogViewOptions, "time" | "hasLevel" | "hasLine"> {
  /** Each line has the letter of its query. */
  readonly hasOrigins?: boolean;
}

/** The columns of a row as a CSS grid template: level bar, letter, time, level, chosen columns, line. */
export function gridColumns(view: RowCells, widths: readonly number[]): string {
  const { hasLevel = true, hasLine = true, hasOrigins = false } = view;
  return [
    "3px",
    hasOrigins && `${ORIGIN_PX}px`,
    view.time !== "off" && `${timePx[view.time]}px`,
    hasLevel && `${LEVEL_PX}px`,
    ...widths.map((px, index) => (hasLine || index < widths.length - 1 ? `${px}px` : `minmax(${px}px, 1fr)`)),
    (hasLine || widths.length === 0) && "minmax(0, 1fr)",
  ]
    .filter(Boolean)
    .join(" ");
}
