import { useLayoutEffect, type RefObject } from "react";
import { placeNear, type Placement } from "./placeNear.ts";

/**
 * Shows the element in the browser's top layer and keeps it beside its anchor while the window scrolls or resizes.
 * The position is written to the element itself, so nothing renders again.
 */
export function useFloating(
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  { side, align, gapPx }: Placement,
): void {
  useLayoutEffect(() => {
    const box = floating.current;
    const near = anchor.current;
    if (!box || !near) return;
    if (!box.matches(":popover-open")) box.showPopover();
    const place = () => {
      const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const at = placeNear(near.getBoundingClientRect(), box.getBoundingClientRect(), {
        viewport,
        side,
        align,
        gapPx,
      });
      box.style.setProperty("left", `${at.left}px`);
      box.style.setProperty("top", `${at.top}px`);
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(box);
    observer.observe(near);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [anchor, floating, side, align, gapPx]);
}
