import { type RefObject, useDeferredValue, useLayoutEffect, useState } from "react";

/**
 * Nobody reads lines that pass by this part of the window per frame; two such steps in a row are a drag of the scroll bar
 * or a spun wheel, not a jump.
 */
const FAST_STEP = 0.35;
/** After this long without such a step the reader has arrived. */
const ARRIVED_MS = 120;

/**
 * True while the list is dragged past so fast that no line can be read: rows then show plain text, which costs a
 * third. What is in sight when the drag ends gets its colours and marks in slices that hold up no frame.
 */
export function useFastScroll(scroller: RefObject<HTMLElement | null>): boolean {
  const [isFast, setFast] = useState(false);
  const wasFast = useDeferredValue(isFast);
  useLayoutEffect(() => {
    const box = scroller.current;
    let lastPx = box?.scrollTop ?? 0;
    let steps = 0;
    let timer = 0;
    const arrive = () => {
      steps = 0;
      setFast(false);
    };
    const onScroll = () => {
      if (!box) return;
      const stepPx = Math.abs(box.scrollTop - lastPx);
      lastPx = box.scrollTop;
      if (stepPx < box.clientHeight * FAST_STEP) return;
      steps += 1;
      if (steps > 1) setFast(true);
      window.clearTimeout(timer);
      timer = window.setTimeout(arrive, ARRIVED_MS);
    };
    box?.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      window.clearTimeout(timer);
      box?.removeEventListener("scroll", onScroll);
    };
  }, [scroller]);
  return isFast || wasFast;
}
