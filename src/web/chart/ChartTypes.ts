import type { Exemplar } from "../../domain/exemplar/Exemplar.ts";
import type { ExemplarPlace } from "../../domain/exemplar/exemplarPlace.ts";
import type { RangeResult, Series } from "../../domain/frame/Frame.ts";
import type { LegendSort } from "../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";

/** The drawn result of one query row. Layers may have different step grids. */
export interface ChartLayer {
  /** The query's letter; part of every series key. */
  readonly letter: string;
  readonly result: RangeResult;
}

/** How series are drawn; switching makes no request (D1). */
export type SeriesDraw = "lines" | "area" | "stacked" | "bars" | "points";

/** What decides the picture. Shared by the chart on screen and the exports, so that they cannot differ. */
export interface ChartContent {
  /** One per visible query, in letter order. Empty while the first query runs: the frame stands, empty. Keep the reference while nothing changed. */
  readonly layers: readonly ChartLayer[];
  /** The range of the data shown, not of the data asked for: the axis changes only when data does (D10). */
  readonly shownRange: ResolvedRange;
  /** "UTC" or a resolved IANA name. */
  readonly zone: string;
  /** Unit id of `domain/format/units`; "" for plain numbers. */
  readonly unit: string;
  readonly draw: SeriesDraw;
  readonly isLog: boolean;
  readonly isFromZero: boolean;
  /** Series shown alone, by `seriesKey`; empty = all. */
  readonly isolated: readonly string[];
  /** Series not drawn, by `seriesKey`. */
  readonly hidden: readonly string[];
  /** Draw every series even above the limit of 1,000. Default false: above it, the 200 largest by last value. */
  readonly showsAll?: boolean;
  /** What series are called in words, by `seriesKey`; the others are named by their labels. Same reference = same names. */
  readonly names?: ReadonlyMap<string, string>;
  /** Names and last values stand at the ends of the lines. */
  readonly hasEnds?: boolean;
  /** Same reference = same lines. */
  readonly thresholds?: readonly ChartThreshold[];
}

/** A dashed line with words; the side that is not normal is shaded. */
export interface ChartThreshold {
  readonly value: number;
  readonly side: "above" | "below";
  readonly level: "warn" | "danger";
  /** "" = its level, side and value. */
  readonly words: string;
}

/** A pinned sample, by its series and time: it stays on the line when the chart is resized or refreshed. */
export interface PinnedSample {
  /** `seriesKey` of its series. */
  readonly key: string;
  readonly timeMs: number;
  readonly value: number;
}

/** Exemplars of one query, to stand on its chart as diamonds. */
export interface ChartExemplars {
  /** Of its layer. */
  readonly letter: string;
  /** Thinned to the steps of the layer at most; the chart thins on to what fits. */
  readonly exemplars: readonly Exemplar[];
  readonly place: ExemplarPlace;
  readonly stepMs: number;
  /** Unit id of their values. */
  readonly unit: string;
}

export interface ChartEvents {
  /** A drag across the plot. Real times, startMs < endMs; not aligned to any step. */
  onSelectRange(range: ResolvedRange): void;
  /** A drag with Alt held: the same span, for something else than zooming. Absent: Alt changes nothing. */
  onPickSpan?(range: ResolvedRange): void;
  /** The pinned samples, whenever they change. */
  onPins?(pins: readonly PinnedSample[]): void;
  /** A diamond was clicked, or chosen by keys. Absent: diamonds only say what they are. */
  onOpenExemplar?(exemplar: Exemplar): void;
  /** Double-click: undo the last zoom. */
  onUndoZoom(): void;
  /** After the canvas and axes of new data have been handed to the browser; measure `sg:painted` one frame later. */
  onPainted?(): void;
}

export interface TimeSeriesChartProps extends ChartContent, ChartEvents {
  /** Old data while a new run is under way: dimmed. */
  readonly isStale: boolean;
  readonly crosshair: CrosshairStore;
  /** Pixels. Default: fills its parent (which then needs a height). */
  readonly height?: number;
  /** Accessible name of the figure. Default "Chart". */
  readonly name?: string;
  /** Same reference = same diamonds. */
  readonly exemplars?: readonly ChartExemplars[];
}

export interface LegendTableProps {
  readonly layers: readonly ChartLayer[];
  readonly unit: string;
  readonly isolated: readonly string[];
  readonly hidden: readonly string[];
  readonly sort: LegendSort;
  readonly crosshair: CrosshairStore;
  readonly showsAll?: boolean;
  onChangeSort(sort: LegendSort): void;
  /** A new pair of `isolated` and `hidden`: a click isolates (again: shows all), Mod-click toggles. */
  onChangeShown(shown: { readonly isolated: readonly string[]; readonly hidden: readonly string[] }): void;
}

/** One series as the chart, the legend and the exports see it. */
export interface ChartSeries {
  /** `seriesKey(letter, labels)`. */
  readonly key: string;
  readonly letter: string;
  readonly series: Series;
  readonly timesMs: Float64Array;
  readonly stepMs: number;
  /** 1–12: `--color-series-N`. */
  readonly colorIndex: number;
  readonly isDashed: boolean;
}

/** Exports redraw the chart from its content; `title` is usually the query or the panel's name. */
export interface ExportRequest extends ChartContent {
  readonly title: string;
  readonly exemplars?: readonly ChartExemplars[];
  /** Pixels of the whole picture without the legend. Default 1200 × 480. */
  readonly widthPx?: number;
  readonly heightPx?: number;
}
