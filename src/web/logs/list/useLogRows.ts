import { useMemo, useState } from "react";
import type { LogDirection, LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { foldAdjacent } from "../standIn.ts";
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
  { order, dedup }: LogViewOptions,
): FoldableRows {
  const isReversed = (direction === "backward") !== (order === "newest");
  const [expanded, setExpanded] = useState(NONE);
  const groups = useMemo(() => (dedup === "none" ? null : foldAdjacent(lines, dedup)), [lines, dedup]);
  const rows = useMemo(
    () => (groups ? foldedRows(groups, { isReversed, expanded }) : plainRows(lines, isReversed)),
    [groups, lines, isReversed, expanded],
  );
  return { rows, toggle: (members) => setExpanded((open) => toggledGroup(open, members)) };
}
