/**
 * Measured without a GPU, for the widths we draw: a stroke of 1.25 px costs about three times one of 1 px, a dashed one
 * more. With many series that is what a redraw costs, and nobody follows single dashes; `npm run bench` shows it.
 */
const MANY_SERIES = { count: 40, minPoints: 5_000 };
/** With fewer, strokes and their dashes are smoother, until there are this many points. */
const MIN_POINTS = 50_000;
/** Sparser lines have few, long segments, which stroke as fast. */
const MIN_PER_COLUMN = 0.15;

/** Whether lines are rasterised by us or stroked by the browser. `points` counts all series, `columns` are pixel columns. */
export function prefersRaster(load: { points: number; seriesCount: number; columns: number }): boolean {
  const { points, seriesCount, columns } = load;
  if (seriesCount === 0 || points / seriesCount / columns < MIN_PER_COLUMN) return false;
  return points >= (seriesCount >= MANY_SERIES.count ? MANY_SERIES.minPoints : MIN_POINTS);
}
