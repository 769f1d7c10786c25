import type { HitColumn } from "../../domain/chart/nearestSeries.ts";
import type { TipContent } from "./chartTooltip.ts";
import type { ChartColors } from "./chartColors.ts";
import type { ChartContent } from "./ChartTypes.ts";
import type { ChartPicture } from "./picture.ts";
import type { Pointed } from "./Pointed.ts";
import { seriesNames } from "./seriesNames.ts";

/** What is on the screen now: everything that pointing, pinning and reading out need. */
export interface ChartView {
  readonly content: ChartContent;
  readonly picture: ChartPicture;
  readonly colors: ChartColors;
  readonly density: number;
  readonly hitColumns: readonly HitColumn[];
  /** The distinct time columns of the drawn series. */
  readonly grids: readonly Float64Array[];
  /** Place of a series among `picture.columns`; -1 when it is not drawn. */
  orderOf(key: string): number;
  /** Says what is at a moment instead of listing samples: a heatmap's cell. */
  readonly describe?: (pointed: Pointed) => ViewDescription;
  /** By place among `picture.columns`: what tells the series apart from the others, e.g. "ord1 · api". */
  nameOf(order: number): string;
}

export interface ViewDescription {
  readonly tip: TipContent;
  /** For a screen reader. */
  readonly spoken: string;
}

export function createView(base: Pick<ChartView, "content" | "picture" | "colors" | "density">): ChartView {
  const { columns } = base.picture;
  const hitColumns = columns.map(({ series, drawn }) => ({
    timesMs: series.timesMs,
    stepMs: series.stepMs,
    values: series.series.values,
    drawn,
  }));
  let orders: Map<string, number> | null = null;
  let names: readonly string[] | null = null;
  return {
    ...base,
    hitColumns,
    grids: [...new Set(columns.map(({ series }) => series.timesMs))],
    orderOf(key) {
      orders ??= new Map(columns.map(({ series }, order) => [series.key, order]));
      return orders.get(key) ?? -1;
    },
    nameOf(order) {
      // Names are asked for on hover only: comparing the labels of 1,000 series has no place in a redraw.
      names ??= seriesNames(
        columns.map((column) => column.series),
        base.content.names,
      );
      return names[order] ?? "";
    },
  };
}
