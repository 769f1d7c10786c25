/**
 * Measured without a GPU, for the widths we draw: a stroke of 1.25 px costs about three times one of 1 px, and a dashed
 * one more, so that from 10 × 240 on our raster is as fast or faster. `npm run bench` shows both sides.
 */
const MIN_POINTS = 2_000;
/** Sparser lines have few, long segments, which stroke as fast and are smoother on steep flanks. */
const MIN_PER_COLUMN = 0.15;

/** Whether lines are rasterised by us or stroked by the browser. `points` counts all series, `columns` are pixel columns. */
export function prefersRaster(load: { points: number; seriesCount: number; columns: number }): boolean {
  if (load.points < MIN_POINTS || load.seriesCount === 0) return false;
  return load.points / load.seriesCount / load.columns >= MIN_PER_COLUMN;
}
