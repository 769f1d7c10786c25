import { draggedRange } from "../../domain/chart/valueScale.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import type { Interaction } from "./interaction.ts";
import { hide, moveTo } from "./stage.ts";

/** Shorter drags are clicks. */
const MIN_DRAG_PX = 5;

export interface DragZoom {
  start(x: number): void;
  /** Returns whether this is a drag by now (and not an unsteady click). */
  move(x: number): boolean;
  /** Ends it; the range drawn, or null for a click or a cancelled drag. */
  end(x: number): ResolvedRange | null;
  /** Returns whether there was something to cancel. */
  cancel(): boolean;
  isActive(): boolean;
}

/** A drag across the plot selects a range. `x` is in pixels from the plot's left edge. */
export function createDragZoom({ stage, view }: Interaction): DragZoom {
  let startX: number | null = null;
  let isDrag = false;
  const reset = () => {
    startX = null;
    isDrag = false;
    hide(stage.selection);
  };
  return {
    start(x) {
      startX = x;
      isDrag = false;
    },
    move(x) {
      const current = view();
      if (startX === null || !current) return false;
      isDrag ||= Math.abs(x - startX) >= MIN_DRAG_PX;
      if (!isDrag) return false;
      const { plot } = current.picture;
      const clamp = (at: number) => Math.min(plot.width, Math.max(0, at));
      const left = clamp(Math.min(startX, x));
      stage.selection.style.width = `${clamp(Math.max(startX, x)) - left}px`;
      moveTo(stage.selection, plot.left + left, 0);
      return true;
    },
    end(x) {
      const current = view();
      const fromX = startX;
      const wasDrag = isDrag;
      reset();
      if (fromX === null || !wasDrag || !current) return null;
      const { plot, time } = current.picture;
      return draggedRange(time, plot.width, { fromX, toX: x, minPx: MIN_DRAG_PX });
    },
    cancel() {
      const wasDrag = isDrag;
      reset();
      return wasDrag;
    },
    isActive: () => isDrag,
  };
}
