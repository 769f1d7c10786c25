import { nearestIndex } from "../../domain/chart/searchTimes.ts";
import type { ChartView } from "./chartView.ts";
import type { Pointed } from "./Pointed.ts";
import { placeOf, pointAtTime } from "./pointAt.ts";

/** Samples to move by with Shift. */
const LEAP = 10;
/** Pixels to move by over the cells of a heatmap. */
const CELL_PX = 10;

/** Where a key moves the crosshair: ← → along the samples, Home and End to the edges, ↑ ↓ to the series above and below. Null for other keys. */
export function keyTarget(
  view: ChartView,
  from: Pointed | null,
  key: { name: string; isShift: boolean },
): Pointed | null {
  switch (key.name) {
    case "ArrowLeft":
      return moveAlong(view, from, key.isShift ? -LEAP : -1);
    case "ArrowRight":
      return moveAlong(view, from, key.isShift ? LEAP : 1);
    case "Home":
      return moveAlong(view, from, -Infinity);
    case "End":
      return moveAlong(view, from, Infinity);
    case "ArrowUp":
      return moveAcross(view, from, -1);
    case "ArrowDown":
      return moveAcross(view, from, 1);
    default:
      return null;
  }
}

/** The pointed-at series keeps the crosshair, so that ← → follow one line. */
function moveAlong(view: ChartView, from: Pointed | null, by: number): Pointed | null {
  if (view.describe) return moveOverCells(view, from, { by, downPx: 0 });
  const order = from?.nearest?.order ?? 0;
  const column = view.picture.columns[order];
  if (!column) return null;
  const { timesMs } = column.series;
  const { from: first, to } = column.visible;
  const start = from ? nearestIndex(timesMs, from.timeMs) : by > 0 ? first - 1 : to;
  const index = Math.min(to - 1, Math.max(first, start + by));
  const timeMs = timesMs[index];
  if (timeMs === undefined) return null;
  const isGap = Number.isNaN(column.series.series.values[index]);
  return pointAtTime(view, timeMs, isGap ? (from?.y ?? 0) : placeOf(view, order, { timeMs, index }).y);
}

/** In a heatmap there are no lines to follow: ← → along the steps, ↑ ↓ over the cells. */
function moveOverCells(
  view: ChartView,
  from: Pointed | null,
  { by, downPx }: { by: number; downPx: number },
): Pointed | null {
  const [times] = view.grids;
  if (!times || times.length === 0) return null;
  const { height } = view.picture.plot;
  const start = from ? nearestIndex(times, from.timeMs) : by < 0 ? times.length : -1;
  const timeMs = times[Math.min(times.length - 1, Math.max(0, start + by))];
  if (timeMs === undefined) return null;
  return pointAtTime(view, timeMs, Math.min(height - 1, Math.max(1, (from?.y ?? height / 2) + downPx)));
}

function moveAcross(view: ChartView, from: Pointed | null, by: number): Pointed | null {
  if (view.describe) return moveOverCells(view, from, { by: 0, downPx: by * CELL_PX });
  const at = from ?? moveAlong(view, null, -Infinity);
  if (!at) return null;
  const placed = at.hits
    .map((hit) => ({ hit, y: placeOf(view, hit.order, { timeMs: at.timeMs, index: hit.index }).y }))
    .toSorted((a, b) => a.y - b.y);
  const here = placed.findIndex(({ hit }) => hit.order === at.nearest?.order);
  const next = placed[here + by];
  // The series itself, not what is nearest to its height: two lines may meet there.
  return next ? { ...at, y: next.y, nearest: next.hit } : at;
}
