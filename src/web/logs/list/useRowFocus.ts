import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogRows } from "./logRows.ts";
import { rowKeyAction } from "./rowKeys.ts";

export interface RowFocusOptions {
  readonly rows: LogRows;
  readonly selected: LogLine | null;
  readonly onSelect: (line: LogLine | null) => void;
  readonly toggle: (members: readonly LogLine[]) => void;
}

export interface RowFocus {
  /** The row that Tab reaches; -1 before any was chosen. */
  readonly index: number;
  /** Moves to a row, and takes the open details along. */
  readonly moveTo: (index: number) => void;
  readonly open: (line: LogLine) => void;
  readonly close: () => void;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, pagePx: number) => void;
  /** The row of `index` is to get the focus once it is in the document. */
  readonly isWanted: () => boolean;
  readonly onFocused: () => void;
}

/** The current row and what keys and clicks on the list mean. One row at a time shows its details. */
export function useRowFocus({ rows, selected, onSelect, toggle }: RowFocusOptions): RowFocus {
  const [current, setCurrent] = useState<LogLine | null>(selected);
  const isWanted = useRef(false);
  const index = useMemo(() => (current ? rows.indexOf(current) : -1), [rows, current]);
  const open = (line: LogLine) => {
    setCurrent(line);
    isWanted.current = true;
    onSelect(line);
  };
  const moveTo = (to: number) => {
    const line = rows.lineAt(to);
    if (!line) return;
    if (selected) open(line);
    setCurrent(line);
    isWanted.current = true;
  };
  const close = () => {
    if (selected) setCurrent(selected);
    isWanted.current = true;
    onSelect(null);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const row = rows.at(rowOf(event.target));
    // A drag that selected text, the second click of a double one, and clicks in the details open nothing.
    if (!row || event.detail > 1 || isSelecting()) return;
    if (event.target instanceof Element && event.target.closest("[data-fold]")) return toggle(row.members);
    if (row.line === selected) close();
    else open(row.line);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, pagePx: number) => {
    const act = rowKeyAction(event, { rows, selected, pagePx });
    if (!act) return;
    event.preventDefault();
    if (act.kind === "move") moveTo(act.index);
    else if (act.kind === "fold") toggle(act.members);
    else if (act.kind === "open") open(act.line);
    else close();
  };
  return {
    index,
    moveTo,
    open,
    close,
    onClick,
    onKeyDown,
    isWanted: () => isWanted.current,
    onFocused: () => {
      isWanted.current = false;
    },
  };
}

/** The index of the row a press landed on; -1 for anything in its details. */
function rowOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest<HTMLElement>(".sg-log") : null;
  return Number(row?.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
}

const isSelecting = () => {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed;
};
