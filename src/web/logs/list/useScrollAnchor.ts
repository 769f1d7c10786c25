import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Virtualizer } from "@tanstack/react-virtual";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogRows } from "./logRows.ts";

export interface ScrollAnchorOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly rows: LogRows;
  /** Preferred to what stands at the top: the line whose details are open, when it is in sight. */
  readonly kept: LogLine | null;
  /** At the newest end new lines push in, instead of the lines in sight staying where they are. */
  readonly isLive: boolean;
  readonly isNewestFirst: boolean;
}

interface Anchor {
  readonly line: LogLine;
  /** Pixels from the top of the list's window to the top of its row. */
  readonly topPx: number;
}

/** Nearer to an end than this is at the end. */
const AT_END_PX = 4;

/**
 * Keeps the lines in sight where they are while rows come, go or change their order around them: what was at a place
 * before a change is there after it. Lines that are gone (another result) start from the top.
 */
export function useScrollAnchor(options: ScrollAnchorOptions): void {
  const { scroller, virtual, rows, kept, isLive, isNewestFirst } = options;
  const saved = useRef<Anchor | null>(null);
  const wasAtLiveEnd = useRef(false);
  const before = useRef(rows);

  const save = () => {
    const box = scroller.current;
    if (!box) return;
    const topPx = box.scrollTop;
    wasAtLiveEnd.current = isNewestFirst
      ? topPx <= AT_END_PX
      : box.scrollHeight - topPx - box.clientHeight <= AT_END_PX;
    saved.current = anchorAt(virtual, rows, { topPx, heightPx: box.clientHeight, kept });
  };
  const latestSave = useRef(save);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && before.current !== rows) {
      const anchor = saved.current;
      const index = anchor ? rows.indexOf(anchor.line) : -1;
      if (anchor && index >= 0 && isLive && kept === null && wasAtLiveEnd.current) {
        scrollTo(box, isNewestFirst ? 0 : box.scrollHeight);
      } else {
        const startPx = index < 0 || !anchor ? 0 : startOf(virtual, index) - anchor.topPx;
        scrollTo(box, startPx);
      }
      before.current = rows;
    }
    latestSave.current = save;
    save();
  });

  useLayoutEffect(() => {
    const box = scroller.current;
    const onScroll = () => latestSave.current();
    box?.addEventListener("scroll", onScroll, { passive: true });
    return () => box?.removeEventListener("scroll", onScroll);
  }, [scroller]);
}

function scrollTo(box: HTMLElement, topPx: number): void {
  if (Math.abs(box.scrollTop - topPx) >= 1) box.scrollTop = topPx;
}

function startOf(virtual: Virtualizer<HTMLDivElement, Element>, index: number): number {
  return virtual.measurementsCache[index]?.start ?? 0;
}

function anchorAt(
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: LogRows,
  at: { readonly topPx: number; readonly heightPx: number; readonly kept: LogLine | null },
): Anchor | null {
  const keptIndex = at.kept ? rows.indexOf(at.kept) : -1;
  const keptLine = rows.lineAt(keptIndex);
  if (keptLine) {
    const topPx = startOf(virtual, keptIndex) - at.topPx;
    if (topPx > -at.heightPx / 2 && topPx < at.heightPx) return { line: keptLine, topPx };
  }
  const item = virtual.getVirtualItemForOffset(at.topPx);
  const line = item && rows.lineAt(item.index);
  return item && line ? { line, topPx: item.start - at.topPx } : null;
}
