import { useMemo } from "react";
import type { QueryResult } from "../../../../domain/frame/Frame.ts";
import type { QueryRow } from "../../../../domain/link/ExploreState.ts";
import { type Hint, hintsFor, type ResultFacts } from "../../../../domain/query/promql/hints.ts";
import type { RowRun } from "../run/useRuns.ts";
import { useRecordingRules } from "./useRules.ts";
import { useSourceMetadata } from "./useSourceMetadata.ts";

const NO_HINTS: readonly Hint[] = [];
/** Labels looked at to choose what to sum by. */
const SERIES_READ = 50;

function factsOf(result: QueryResult | undefined): ResultFacts | null {
  if (result?.kind === "range") {
    return {
      seriesCount: result.series.length,
      hasHistograms: result.series.some((series) => series.histograms !== undefined),
      labels: result.series.slice(0, SERIES_READ).map((series) => series.labels),
    };
  }
  if (result?.kind !== "vector") return null;
  return {
    seriesCount: result.rows.length,
    hasHistograms: result.rows.some((row) => row.sample.histogram !== undefined),
    labels: result.rows.slice(0, SERIES_READ).map((row) => row.labels),
  };
}

/** Hints for each query that ran, by letter; none while its text is being changed. */
export function useHints(
  rows: readonly QueryRow[],
  runs: readonly RowRun[],
): (letter: string) => readonly Hint[] {
  const metadataOf = useSourceMetadata(rows);
  const rulesOf = useRecordingRules(rows);
  const byLetter = useMemo(
    () =>
      new Map(
        rows.map((row) => {
          const run = runs.find((one) => one.letter === row.letter);
          const result = factsOf(run?.shown?.outcome.decoded.result);
          const isReady = run !== undefined && !run.isRunning && !run.isStale && !run.problem;
          if (!isReady) return [row.letter, NO_HINTS];
          const [metadata, rules] = [metadataOf(row.sourceId), rulesOf(row.sourceId)];
          return [row.letter, hintsFor({ expr: row.expr, metadata, result, rules })];
        }),
      ),
    [rows, runs, metadataOf, rulesOf],
  );
  return (letter) => byLetter.get(letter) ?? NO_HINTS;
}
