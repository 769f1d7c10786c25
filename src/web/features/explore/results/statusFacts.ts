import type { RowRun } from "../run/useRuns.ts";

/** What the status line says of the answers on screen, summed over the rows shown. */
export interface StatusFacts {
  readonly series: number;
  readonly samples: number;
  /** Decoded body bytes. */
  readonly bytes: number;
  /** The slowest row, from the start of the run to its decoded result. */
  readonly ms: number;
  /** Steps in use, ascending; several when sources have different scrape intervals. */
  readonly stepsMs: readonly number[];
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  readonly isPartial: boolean;
  readonly failed: number;
}

const unique = <T>(values: readonly T[]) => [...new Set(values)];

export function statusFacts(runs: readonly RowRun[]): StatusFacts {
  const shown = runs.flatMap((run) => (run.shown ? [run.shown] : []));
  const metas = shown.map((run) => run.outcome.decoded.meta);
  const sum = (pick: (meta: (typeof metas)[number]) => number) =>
    metas.reduce((total, meta) => total + pick(meta), 0);
  return {
    series: sum((meta) => meta.seriesCount),
    samples: sum((meta) => meta.sampleCount),
    bytes: sum((meta) => meta.bytes),
    ms: Math.max(0, ...shown.map((run) => run.outcome.transport.decodedMs)),
    stepsMs: unique(
      shown.flatMap(({ request }) => (request.kind === "range" ? [request.stepMs] : [])),
    ).toSorted((a, b) => a - b),
    warnings: unique(metas.flatMap((meta) => meta.warnings)),
    infos: unique(metas.flatMap((meta) => meta.infos)),
    isPartial: metas.some((meta) => meta.isPartial),
    failed: runs.filter((run) => run.problem).length,
  };
}
