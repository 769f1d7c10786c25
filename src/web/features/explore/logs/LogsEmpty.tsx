import { useQuery } from "@tanstack/react-query";
import { nsToMs } from "../../../../domain/frame/logs/ns.ts";
import { formatResolvedRange } from "../../../../domain/time/rangeLabel.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { whyClient } from "../empty/whyClient.ts";
import { type Why, whyNoLines } from "../empty/whyNoLines.ts";
import { zoneName } from "../state/browserZone.ts";
import { runExpr } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import type { LogLines, LogRow } from "./useLogSessions.ts";

export interface LogsEmptyProps {
  readonly explore: Explore;
  readonly lines: LogLines;
}

const wholeSeconds = (ms: number) => Math.floor(ms / 1000) * 1000;

/** Why there is no line (F40, L4), and one click that mends it. */
export function LogsEmpty({ explore, lines }: LogsEmptyProps) {
  const { state, executed } = explore;
  const [first] = lines.rows;
  const row = executed.state.queries.find(({ letter }) => letter === first?.letter);
  if (!first || !row) return null;
  const { startNs, endNs } = first.shown.request;
  const range = { startMs: wholeSeconds(nsToMs(startNs)), endMs: wholeSeconds(nsToMs(endNs)) };
  const words = formatResolvedRange(range, range.endMs, zoneName(state.zone)).replace(" – ", " to ");
  return (
    <EmptyLines
      key={first.shown.request.expr}
      {...{ explore, words, expr: row.expr }}
      row={first}
      nowMs={executed.asOfMs}
    />
  );
}

interface EmptyLinesProps {
  readonly explore: Explore;
  readonly row: LogRow;
  readonly expr: string;
  /** The range in words. */
  readonly words: string;
  readonly nowMs: number;
}

function EmptyLines({ explore, row, expr, words, nowMs }: EmptyLinesProps) {
  const { request } = row.shown;
  const range = { startMs: nsToMs(request.startNs), endMs: nsToMs(request.endNs) };
  const why = useQuery({
    queryKey: ["why", request.sourceId, expr, range],
    queryFn: ({ signal }) => whyNoLines({ expr, range, nowMs }, whyClient(request.sourceId, signal)),
    staleTime: 60_000,
    retry: false,
  });
  const fix = why.data?.fix;
  const apply = ({ expr: mended, range: other }: NonNullable<Why["fix"]>) =>
    explore.run((draft) => {
      const next = mended === undefined ? draft : runExpr(draft, row.letter, mended);
      if (!other) return next;
      return {
        ...next,
        range: { from: String(Math.floor(other.startMs)), to: String(Math.ceil(other.endMs)) },
      };
    });
  return (
    <EmptyState
      icon="search-x"
      title="No lines match"
      actions={
        fix && (
          <Button variant="primary" onClick={() => apply(fix)}>
            {fix.label}
          </Button>
        )
      }
    >
      <p>The source has no line for this query from {words}.</p>
      <p role="status">
        {why.isLoading ? "Looking for the reason" : (why.data?.text ?? "Widen the range, or drop a filter.")}
      </p>
    </EmptyState>
  );
}
