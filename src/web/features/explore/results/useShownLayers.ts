import { useMemo, useState } from "react";
import { detectHistogram } from "../../../../domain/frame/histogram/detectHistogram.ts";
import type { RangeResult } from "../../../../domain/frame/Frame.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { ChartLayer } from "../../../chart/ChartTypes.ts";
import type { RowRun } from "../run/useRuns.ts";

export interface ShownLayers {
  readonly layers: readonly ChartLayer[];
  /** The range of what is drawn; undefined before the first answer. */
  readonly range: ResolvedRange | undefined;
  readonly isStale: boolean;
  readonly runIds: readonly string[];
  /** Letters whose answer is a histogram, classic or native. */
  readonly histograms: ReadonlySet<string>;
}

interface RangeRun {
  readonly letter: string;
  readonly result: RangeResult;
  readonly range: ResolvedRange;
  readonly runId: string;
  readonly isStale: boolean;
}

function rangeRuns(runs: readonly RowRun[]): readonly RangeRun[] {
  return runs.flatMap(({ letter, shown, isStale }) => {
    if (shown?.request.kind !== "range" || shown.outcome.decoded.result.kind !== "range") return [];
    const { startMs, endMs } = shown.request;
    return [
      {
        letter,
        result: shown.outcome.decoded.result,
        range: { startMs, endMs },
        runId: shown.outcome.transport.runId,
        isStale,
      },
    ];
  });
}

interface Layers {
  readonly layers: readonly ChartLayer[];
  readonly histograms: ReadonlySet<string>;
}

function layersOf(drawn: readonly RangeRun[]): Layers {
  const layers = drawn.map(({ letter, result }) => ({ letter, result }));
  const histograms = layers.filter(({ result }) => detectHistogram(result) !== undefined);
  return { layers, histograms: new Set(histograms.map(({ letter }) => letter)) };
}

const isSame = (layers: readonly ChartLayer[], drawn: readonly RangeRun[]) =>
  layers.length === drawn.length &&
  layers.every(
    ({ letter, result }, index) => letter === drawn[index]?.letter && result === drawn[index]?.result,
  );

/** Hands out the same layers while the answers are the same, so that the chart draws only what is new. */
function useLayers(drawn: readonly RangeRun[]): Layers {
  const [held, setHeld] = useState<Layers>(() => layersOf(drawn));
  if (isSame(held.layers, drawn)) return held;
  const next = layersOf(drawn);
  setHeld(next);
  return next;
}

/** The answers that a chart can draw. The axis follows the newest answers, not the request under way. */
export function useShownLayers(runs: readonly RowRun[]): ShownLayers {
  const drawn = rangeRuns(runs);
  const { layers, histograms } = useLayers(drawn);
  const newest = drawn.filter((run) => !run.isStale);
  const decisive = newest.length > 0 ? newest : drawn;
  const startMs = Math.min(...decisive.map((run) => run.range.startMs));
  const endMs = Math.max(...decisive.map((run) => run.range.endMs));
  const range = useMemo(() => (Number.isFinite(startMs) ? { startMs, endMs } : undefined), [startMs, endMs]);
  return {
    layers,
    range,
    isStale: newest.length < drawn.length,
    runIds: drawn.map((run) => run.runId),
    histograms,
  };
}
