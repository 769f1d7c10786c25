import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { ROW_CHARS } from "../text/cutText.ts";
import { CHARACTER_PX } from "./columnWidths.ts";

/** A row that does not wrap. */
export const ROW_PX = 20;
const NARROW_ROW_PX = 18;
/** Time and level line, padding and edge of a row on a phone. */
const NARROW_EXTRA_PX = 27;
const NARROW_LINES = 3;
const NARROW_SIDES_PX = 23;

export interface RowLayout {
  /** Pixels for the text of a line. */
  readonly linePx: number;
  readonly isWrapped: boolean;
  readonly isNarrow: boolean;
}

/** A guess at the height of a row before it is measured, near enough that the scroll bar does not jump. */
export function estimatePx(line: LogLine | undefined, { linePx, isWrapped, isNarrow }: RowLayout): number {
  if (!isWrapped && !isNarrow) return ROW_PX;
  const characters = Math.min(line?.text.length ?? 0, ROW_CHARS);
  const fitting = Math.max(10, Math.floor((isNarrow ? linePx - NARROW_SIDES_PX : linePx) / CHARACTER_PX));
  const rows = Math.max(1, Math.ceil(characters / fitting));
  return isNarrow
    ? NARROW_EXTRA_PX + NARROW_ROW_PX * (isWrapped ? rows : Math.min(NARROW_LINES, rows))
    : ROW_PX * rows;
}
