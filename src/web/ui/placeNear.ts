export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  /** The preferred side; the other one when it has no room. */
  readonly side: "bottom" | "top" | "right";
  readonly align: "start" | "center" | "end";
  /** Pixels between anchor and floating box. */
  readonly gapPx: number;
}

const EDGE_PX = 8;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

/** Where a floating box goes, in viewport pixels: beside its anchor, flipped if it has more room there, inside the window. */
export function placeNear(
  anchor: Rect,
  box: { readonly width: number; readonly height: number },
  {
    viewport,
    side,
    align,
    gapPx,
  }: Placement & { readonly viewport: { readonly width: number; readonly height: number } },
): { readonly left: number; readonly top: number } {
  const maxLeft = viewport.width - box.width - EDGE_PX;
  const maxTop = viewport.height - box.height - EDGE_PX;
  if (side === "right") {
    const left = anchor.left + anchor.width + gapPx;
    const top = anchor.top + (anchor.height - box.height) / 2;
    return {
      left: left > maxLeft ? anchor.left - gapPx - box.width : left,
      top: clamp(top, EDGE_PX, maxTop),
    };
  }
  const free = { start: 0, center: (anchor.width - box.width) / 2, end: anchor.width - box.width }[align];
  const left = clamp(anchor.left + free, EDGE_PX, Math.max(EDGE_PX, maxLeft));
  const below = anchor.top + anchor.height + gapPx;
  const above = anchor.top - gapPx - box.height;
  const preferred = side === "bottom" ? below : above;
  const other = side === "bottom" ? above : below;
  const fits = (top: number) => top >= EDGE_PX && top <= maxTop;
  const top = fits(preferred) || !fits(other) ? preferred : other;
  return { left, top: clamp(top, EDGE_PX, Math.max(EDGE_PX, maxTop)) };
}
