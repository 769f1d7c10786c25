import { useMemo, useState } from "react";
import type { LogDirection, LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { foldAdjacent } from "../../../domain/frame/logs/dedup.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { foldedRows, type LogRows, plainRows, toggledGroup } from "./logRows.ts";

export interface FoldableRows {
  readonly rows: LogRows;
  /** Opens the group of these lines in place, or folds it again. */
  readonly toggle: (members: readonly LogLine[]) => void;
}

const NONE: ReadonlySet<LogLine> = new Set();

/** The rows of the loaded lines in the order and with the folding that the view asks for. */
export function useLogRows(
  lines: readonly LogLine[],
  direction: LogDirection,
  { isOldestFirst, dedup }: LogViewOptions,
): FoldableRows {
  const isReversed = (direction === "backward") === isOldestFirst;
  const [expanded, setExpanded] = useState(NONE);
  const folds = useMemo(() => (dedup === "none" ? null : foldAdjacent(lines, dedup)), [lines, dedup]);
  const rows = useMemo(
    () => (folds ? foldedRows(lines, folds, { isReversed, expanded }) : plainRows(lines, isReversed)),
    [folds, lines, isReversed, expanded],
  );
  return { rows, toggle: (members) => setExpanded((open) => toggledGroup(open, members)) };
}
