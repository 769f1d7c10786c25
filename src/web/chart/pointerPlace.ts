import type { ChartView } from "./chartView.ts";

/** Pixels from the plot's corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where on the plot the pointer is. The chart's own place is measured once: reading it on every move would force layout. */
export function createPointerPlace(shield: HTMLElement, view: () => ChartView | null) {
  let rect: DOMRect | null = null;
  return {
    /** Null outside the plot, unless `isAnywhere`. */
    of(event: MouseEvent, isAnywhere: boolean): Place | null {
      const plot = view()?.picture.plot;
      if (!plot) return null;
      rect ??= shield.getBoundingClientRect();
      const x = event.clientX - rect.left - plot.left;
      const y = event.clientY - rect.top - plot.top;
      const isInside = x >= 0 && y >= 0 && x <= plot.width && y <= plot.height;
      return isInside || isAnywhere ? { x, y } : null;
    },
    /** The chart may have moved in the window. */
    forget(): void {
      rect = null;
    },
  };
}
