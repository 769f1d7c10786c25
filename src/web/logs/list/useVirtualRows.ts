import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { lineKey } from "./lineKeys.ts";
import type { LogRows } from "./logRows.ts";
import { ROW_CHARS } from "../text/cutText.ts";
import { CHARACTER_PX } from "./columnWidths.ts";
import { estimatePx, ROW_PX } from "./rowHeight.ts";

export interface VirtualRowsOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: LogRows;
  readonly view: LogViewOptions;
  /** The line that shows its details below it. */
  readonly opened: LogLine | null;
  readonly isNarrow: boolean;
  /** The list is dragged past too fast to be read. */
  readonly isPlain: boolean;
  /** This row stays in the document wherever the list is scrolled, since it may hold the focus. */
  readonly focused: number;
}

export interface VirtualRows {
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  /** Characters of a line that its row can show. */
  readonly rowChars: number;
  /** Changes when the heights of rows do. */
  readonly layout: string;
  /** Rows have heights of their own. */
  readonly isMeasured: boolean;
}

/** Rows above and below the window; more would cost more per frame than a fast wheel gains. None while all are replaced. */
const OVERSCAN = 5;
/** Time, level and the gaps of a wrapped row, about. */
const SIDES_PX = 240;
const CHARS_STEP = 100;

/** Which rows are in the document, and where. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { scroller, rows, view, opened, isNarrow, isPlain, focused } = options;
  const isMeasured = view.isWrapped || isNarrow;
  const [widthPx, setWidthPx] = useState(1_000);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidthPx(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);
  const linePx = isNarrow ? widthPx : Math.max(200, widthPx - SIDES_PX);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render and its effects only
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(
      (index: number) =>
        isMeasured ? estimatePx(rows.lineAt(index), { linePx, isWrapped: view.isWrapped, isNarrow }) : ROW_PX,
      [rows, isMeasured, linePx, view.isWrapped, isNarrow],
    ),
    getItemKey: useCallback(
      (index: number) => {
        const line = rows.lineAt(index);
        return line ? lineKey(line) : index;
      },
      [rows],
    ),
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), focused), [focused]),
    overscan: isPlain ? 0 : OVERSCAN,
  });
  const layout = isMeasured ? `${linePx} ${view.isWrapped} ${view.columns.length}` : "fixed";
  const measured = useRef(layout);
  useLayoutEffect(() => {
    if (measured.current === layout) return;
    measured.current = layout;
    virtual.measure();
    // Places by the guesses first: a row is measured against them.
    virtual.getTotalSize();
    for (const element of virtual.elementsCache.values()) virtual.measureElement(element);
  }, [virtual, layout]);
  // A row that closed is as high as the others again; nobody measures it any more. One whose line came again is open still.
  const last = useRef(opened);
  useLayoutEffect(() => {
    const closed = last.current;
    last.current = opened;
    if (!closed || isMeasured || (opened && lineKey(opened) === lineKey(closed))) return;
    const index = rows.indexOf(closed);
    if (index >= 0) virtual.resizeItem(index, ROW_PX);
  }, [virtual, opened, isMeasured, rows]);
  // In steps, so that a resized window does not render every row for each of its pixels.
  const fitting = Math.ceil(((isNarrow ? 3 : 1) * widthPx) / CHARACTER_PX / CHARS_STEP) * CHARS_STEP;
  return { virtual, isMeasured, layout, rowChars: view.isWrapped ? ROW_CHARS : Math.min(ROW_CHARS, fitting) };
}

function withRow(indexes: number[], row: number): number[] {
  const first = indexes[0];
  const last = indexes.at(-1);
  if (row < 0 || first === undefined || last === undefined || (row >= first && row <= last)) return indexes;
  return row < first ? [row, ...indexes] : [...indexes, row];
}
