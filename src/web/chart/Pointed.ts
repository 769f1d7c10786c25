import type { Hit } from "../../domain/chart/nearestSeries.ts";

/** A moment pointed at in this chart, with the samples there. */
export interface Pointed {
  readonly timeMs: number;
  /** Pixels from the plot's top: what "nearest" is measured from. */
  readonly y: number;
  readonly hits: readonly Hit[];
  readonly nearest: Hit | null;
}
