import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Virtualizer } from "@tanstack/react-virtual";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogRows } from "./logRows.ts";
import type { RowFocus } from "./useRowFocus.ts";

export interface RowScrollingOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly rows: LogRows;
  readonly focus: RowFocus;
  readonly selected: LogLine | null;
  readonly findLine: LogLine | null;
  /** Called before it scrolls. */
  readonly releaseAnchor: () => void;
}

/** Brings into sight what the reader moved to: the current row with the focus, a linked line, a match of the search. */
export function useRowScrolling(options: RowScrollingOptions): void {
  const { scroller, virtual, rows, focus, selected, findLine, releaseAnchor } = options;
  const shown = useRef<{ selected: LogLine | null; found: LogLine | null }>({ selected: null, found: null });
  useLayoutEffect(() => {
    if (shown.current.selected !== selected && selected && !focus.isWanted()) {
      releaseAnchor();
      virtual.scrollToIndex(rows.indexOf(selected), { align: "center" });
    }
    if (shown.current.found !== findLine && findLine) {
      releaseAnchor();
      virtual.scrollToIndex(rows.indexOf(findLine), { align: "center" });
    }
    shown.current = { selected, found: findLine };
  }, [virtual, rows, focus, selected, findLine, releaseAnchor]);
  useLayoutEffect(() => {
    if (!focus.isWanted()) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${focus.index}"]`);
    if (!row) return;
    focus.onFocused();
    row.focus({ preventScroll: true });
    virtual.scrollToIndex(focus.index, { align: "auto" });
  });
}
