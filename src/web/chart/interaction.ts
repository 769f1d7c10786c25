import type { Hit } from "../../domain/chart/nearestSeries.ts";
import type { ChartView } from "./chartView.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";
import type { Stage } from "./stage.ts";

/** What the parts of the pointer handling share. */
export interface Interaction {
  readonly stage: Stage;
  /** Null until the first layout. */
  readonly view: () => ChartView | null;
  readonly crosshair: CrosshairStore;
  /** This chart, among those that share the crosshair. */
  readonly origin: string;
}

/** A moment pointed at in this chart, with the samples there. */
export interface Pointed {
  readonly timeMs: number;
  /** Pixels from the plot's top: what "nearest" is measured from. */
  readonly y: number;
  readonly hits: readonly Hit[];
  readonly nearest: Hit | null;
}
