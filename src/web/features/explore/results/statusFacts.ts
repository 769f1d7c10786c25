import type { RowRun } from "../run/useRuns.ts";

/** What the status line says of the answers on screen, summed over the rows shown. */
export interface StatusFacts {
  readonly series: number;
  readonly samples: number;
  /** Lines of the first pages; null where no row brings lines. */
  readonly lines: number | null;
  /** What the sources say they read for the lines, bytes. */
  readonly readBytes: number;
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

/** Something has come, or failed to. */
export const hasAnswers = ({ ms, failed }: StatusFacts): boolean => ms > 0 || failed > 0;

const unique = <T>(values: readonly T[]) => [...new Set(values)];

export function statusFacts(runs: readonly RowRun[]): StatusFacts {
  const shown = runs.flatMap((run) => (run.shown ? [run.shown] : []));
  const metas = shown.map((run) => run.outcome.decoded.meta);
  const pages = runs.flatMap(({ logs }) => (logs ? [logs.outcome] : []));
  const sum = (pick: (meta: (typeof metas)[number]) => number) =>
    metas.reduce((total, meta) => total + pick(meta), 0);
  return {
    series: sum((meta) => meta.seriesCount),
    samples: sum((meta) => meta.sampleCount),
    lines: pages.length > 0 ? pages.reduce((total, { page }) => total + page.lines.length, 0) : null,
    readBytes: pages.reduce((total, { page }) => total + (page.stats?.bytesProcessed ?? 0), 0),
    bytes: sum((meta) => meta.bytes) + pages.reduce((total, { page }) => total + page.bytes, 0),
    ms: Math.max(
      0,
      ...[...shown.map(({ outcome }) => outcome), ...pages].map((one) => one.transport.decodedMs),
    ),
    stepsMs: unique(
      shown.flatMap(({ request }) => (request.kind === "range" ? [request.stepMs] : [])),
    ).toSorted((a, b) => a - b),
    warnings: unique([...metas, ...pages.map(({ page }) => page)].flatMap((one) => one.warnings)),
    infos: unique(metas.flatMap((meta) => meta.infos)),
    isPartial: metas.some((meta) => meta.isPartial) || pages.some(({ page }) => page.isPartial),
    failed: runs.filter((run) => run.problem).length,
  };
}
