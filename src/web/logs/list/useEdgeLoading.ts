import { type RefObject, useEffect, useRef } from "react";
import type { LinesEdge } from "./LinesEdge.ts";

export interface EdgeLoadingOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** What is beyond the bottom and the top of the list. */
  readonly below: LinesEdge;
  readonly above: LinesEdge;
  /** Changes when a page has arrived; each number asks once per end. */
  readonly count: number;
  /** Nearer to an end than this asks for the next page. */
  readonly nearPx?: number;
}

/** About two windows of lines. */
const NEAR_PX = 1_200;

/** Asks for the next page when the reader scrolls near an end; never before the first scroll, never twice for one page. */
export function useEdgeLoading(options: EdgeLoadingOptions): void {
  const { scroller, below, above, count, nearPx = NEAR_PX } = options;
  const latest = useRef({ below, above, count });
  const asked = useRef({ below: -1, above: -1 });
  useEffect(() => {
    latest.current = { below, above, count };
  });
  useEffect(() => {
    const box = scroller.current;
    let lastPx = box?.scrollTop ?? 0;
    const ask = (side: "below" | "above") => {
      const now = latest.current;
      if (now[side].kind !== "more" || asked.current[side] === now.count) return;
      asked.current[side] = now.count;
      now[side].onLoad();
    };
    const onScroll = () => {
      if (!box) return;
      const isDown = box.scrollTop > lastPx;
      const isUp = box.scrollTop < lastPx;
      lastPx = box.scrollTop;
      if (isDown && box.scrollHeight - box.scrollTop - box.clientHeight < nearPx) ask("below");
      if (isUp && box.scrollTop < nearPx) ask("above");
    };
    box?.addEventListener("scroll", onScroll, { passive: true });
    return () => box?.removeEventListener("scroll", onScroll);
  }, [scroller, nearPx]);
}
