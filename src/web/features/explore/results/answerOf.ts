import type { LogPage } from "../../../../domain/frame/logs/LogPage.ts";
import type { RunTransport } from "../../../lib/runner/RunTypes.ts";
import type { RowRun } from "../run/useRuns.ts";

/** What a source said and sent, whether it brought series or lines. */
export interface RowAnswer {
  readonly expr: string;
  readonly transport: RunTransport;
  /** "27 series, 6,507 samples" */
  readonly size: string;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  readonly isPartial: boolean;
}

const counted = (count: number, words: string) => `${count.toLocaleString("en-GB")} ${words}`;

/** The answer of a row that is on screen; null before the first one. */
export function answerOf({ shown, logs }: RowRun): RowAnswer | null {
  if (shown) {
    const { decoded, transport } = shown.outcome;
    const { seriesCount, sampleCount, warnings, infos, isPartial } = decoded.meta;
    const size = `${counted(seriesCount, "series")}, ${counted(sampleCount, "samples")}`;
    return { expr: shown.request.expr, transport, size, warnings, infos, isPartial };
  }
  if (!logs) return null;
  const { page, transport } = logs.outcome;
  return {
    expr: logs.request.expr,
    transport,
    size: counted(page.lines.length, "lines"),
    warnings: page.warnings,
    infos: repairs(page),
    isPartial: page.isPartial === true,
  };
}

/** What was repaired while the first page was decoded (F36); the rest of a page says the same again. */
function repairs({ notes }: LogPage): readonly string[] {
  const said: readonly (readonly [number, string])[] = [
    [notes?.unsortedLines ?? 0, "lines came out of order and were sorted"],
    [notes?.duplicateStreams ?? 0, "streams came more than once and were joined"],
  ];
  return said.filter(([count]) => count > 0).map(([count, words]) => counted(count, words));
}
