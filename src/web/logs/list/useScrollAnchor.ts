import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { Virtualizer } from "@tanstack/react-virtual";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { useLatestRef } from "../tools/useLatestRef.ts";
import type { LogRows } from "./logRows.ts";

export interface ScrollAnchorOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly rows: LogRows;
  /** Changes when the heights of rows do: with wrapping, columns, the width of the window. */
  readonly layout: string;
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
/** So long after a change rows are still being measured around the anchor; the reader's own scrolling ends it at once. */
const SETTLING_MS = 400;
const HANDS = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/**
 * Keeps the lines in sight where they are while rows come, go or change their order and heights around them: what was
 * at a place before a change is there after it. Lines that are gone (another result) start from the top. Returns what
 * lets go, for who is about to scroll elsewhere.
 */
export function useScrollAnchor(options: ScrollAnchorOptions): () => void {
  const { scroller, virtual, rows, layout, kept, isLive, isNewestFirst } = options;
  const saved = useRef<Anchor | null>(null);
  const settlingUntilMs = useRef(0);
  const wasAtLiveEnd = useRef(false);
  const before = useRef({ rows, layout });

  const save = () => {
    const box = scroller.current;
    if (!box || performance.now() < settlingUntilMs.current) return;
    const topPx = box.scrollTop;
    const toEndPx = isNewestFirst ? topPx : box.scrollHeight - topPx - box.clientHeight;
    wasAtLiveEnd.current = toEndPx <= AT_END_PX;
    saved.current = anchorAt(virtual, rows, { topPx, heightPx: box.clientHeight, kept });
  };
  const latestSave = useLatestRef(save);

  useLayoutEffect(() => {
    const box = scroller.current;
    const isChanged = before.current.rows !== rows || before.current.layout !== layout;
    before.current = { rows, layout };
    if (isChanged) settlingUntilMs.current = performance.now() + SETTLING_MS;
    const anchor = saved.current;
    if (!box || performance.now() >= settlingUntilMs.current) return save();
    const index = anchor ? rows.indexOf(anchor.line) : -1;
    if (!anchor || index < 0) {
      settlingUntilMs.current = 0;
      if (anchor) scrollTo(box, 0);
      return save();
    }
    const isPushing = isLive && kept === null && wasAtLiveEnd.current;
    if (isPushing) scrollTo(box, isNewestFirst ? 0 : box.scrollHeight);
    else scrollTo(box, startOf(virtual, index) - anchor.topPx);
  });

  useLayoutEffect(() => {
    const box = scroller.current;
    const onScroll = () => latestSave.current();
    const onHand = () => {
      settlingUntilMs.current = 0;
    };
    box?.addEventListener("scroll", onScroll, { passive: true });
    for (const hand of HANDS) box?.addEventListener(hand, onHand, { passive: true });
    return () => {
      box?.removeEventListener("scroll", onScroll);
      for (const hand of HANDS) box?.removeEventListener(hand, onHand);
    };
  }, [scroller, latestSave]);
  return useCallback(() => {
    settlingUntilMs.current = 0;
  }, []);
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
