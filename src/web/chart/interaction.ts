import type { ChartView } from "./chartView.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";
import type { ExemplarLayer } from "./exemplarLayer.ts";
import type { Stage } from "./stage.ts";

/** What the parts of the pointer handling share. */
export interface Interaction {
  readonly stage: Stage;
  /** Null until the first layout. */
  readonly view: () => ChartView | null;
  readonly crosshair: CrosshairStore;
  readonly exemplars: ExemplarLayer;
  /** This chart, among those that share the crosshair. */
  readonly origin: string;
}
