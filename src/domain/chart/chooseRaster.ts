/** Measured without a GPU: below this many visible points the browser's own stroke is faster. */
const MIN_POINTS = 50_000;
/** Lines sparser than this per pixel column have few, long segments, which stroke faster than they rasterise. */
const MIN_PER_COLUMN = 0.8;

/** Whether lines are rasterised by us or stroked by the browser. `points` counts all series, `columns` are pixel columns. */
export function prefersRaster(load: { points: number; seriesCount: number; columns: number }): boolean {
  if (load.points < MIN_POINTS || load.seriesCount === 0) return false;
  return load.points / load.seriesCount / load.columns >= MIN_PER_COLUMN;
}
