import { nsToMs } from "../../../../domain/frame/logs/ns.ts";
import { formatResolvedRange } from "../../../../domain/time/rangeLabel.ts";
import { EmptyReason, type RunRow } from "../empty/EmptyReason.tsx";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Explore } from "../state/useExplore.ts";
import type { LogLines } from "./useLogSessions.ts";

export interface LogsEmptyProps {
  readonly explore: Explore;
  readonly lines: LogLines;
  readonly onRun: RunRow;
}

const wholeSeconds = (ms: number) => Math.floor(ms / 1000) * 1000;

/** Why there is no line (F40, L4), and one click that mends it. */
export function LogsEmpty({ explore, lines, onRun }: LogsEmptyProps) {
  const { state, executed } = explore;
  const [first] = lines.rows;
  const row = executed.state.queries.find(({ letter }) => letter === first?.letter);
  if (!first || !row) return null;
  const { request } = first.shown;
  const range = { startMs: nsToMs(request.startNs), endMs: nsToMs(request.endNs) };
  const shown = { startMs: wholeSeconds(range.startMs), endMs: wholeSeconds(range.endMs) };
  const words = formatResolvedRange(shown, shown.endMs, zoneName(state.zone)).replace(" – ", " to ");
  return (
    <EmptyReason
      key={request.expr}
      {...{ explore, onRun }}
      empty={{
        letter: first.letter,
        sourceId: request.sourceId,
        expr: row.expr,
        sent: request.expr,
        range,
        lengthMs: range.endMs - range.startMs,
        nowMs: executed.asOfMs,
      }}
      title="No lines match"
      lead={`The source has no line for this query from ${words}.`}
      advice="Widen the range, or drop a filter."
    />
  );
}
