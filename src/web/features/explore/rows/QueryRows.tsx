import type { SourceView } from "../../../../contract/sources.ts";
import { chartSlotOf } from "./letterColor.ts";
import type { Hint } from "../../../../domain/query/promql/hints.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";
import { useCompletionClients } from "../data/useCompletionClients.ts";
import { findMistake } from "../run/findMistake.ts";
import { CostLine } from "../cost/CostLine.tsx";
import { sentLogql } from "../../../../domain/query/planLogQuery.ts";
import { otherKind, otherSources } from "../cross/otherSource.ts";
import type { RowRun } from "../run/useRuns.ts";
import { canAddRow } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import { QueryRowView } from "./QueryRowView.tsx";
import type { RowActions } from "./rowActions.ts";
import { rowNarrowings } from "./rowNarrowings.ts";

export interface QueryRowsProps {
  readonly explore: Explore;
  readonly runs: readonly RowRun[];
  readonly requests: ReadonlyMap<string, AnyRequest>;
  readonly sources: readonly SourceView[];
  readonly focusedLetter: string;
  readonly actions: RowActions;
  readonly hints: (letter: string) => readonly Hint[];
  /** The visible range: what completions are asked for. */
  readonly range: ResolvedRange;
  readonly loadedFields: () => ReadonlyMap<string, readonly string[]>;
}

function otherOf(sources: readonly SourceView[], sourceId: string): "logs" | "metrics" | null {
  const source = sources.find(({ id }) => id === sourceId);
  if (!source) return null;
  const kind = otherKind(source);
  return otherSources(sources, kind).length > 0 ? kind : null;
}

/** All query rows, in the reader's order. */
export function QueryRows(props: QueryRowsProps) {
  const { explore, runs, requests, sources, focusedLetter, actions, hints, range } = props;
  const { queries } = explore.state;
  const languageOf = useCompletionClients({ range, loadedFields: props.loadedFields });
  const hasSeveralSources = new Set(queries.map((row) => row.sourceId)).size > 1;
  return (
    <section aria-label="Queries" className="shrink-0">
      {queries.map((row, index) => {
        const run = runs.find((one) => one.letter === row.letter);
        const source = sources.find((one) => one.id === row.sourceId);
        const executedRow = explore.executed.state.queries.find((one) => one.letter === row.letter);
        return (
          <QueryRowView
            key={row.letter}
            row={row}
            colorIndex={chartSlotOf(row.letter)}
            run={run}
            isFocused={row.letter === focusedLetter}
            sourceName={hasSeveralSources ? (source?.name ?? row.sourceId) : undefined}
            language={languageOf(row.sourceId, source?.kind ?? "prometheus")}
            actions={actions}
            mistake={findMistake({
              problem: executedRow?.expr === row.expr ? run?.problem : undefined,
              request: requests.get(row.letter),
              row,
              minStepMs: source?.minStepMs ?? 15_000,
            })}
            cost={
              source?.kind === "loki" &&
              !row.isHidden && (
                <CostLine
                  letter={row.letter}
                  sourceId={source.id}
                  expr={sentLogql({
                    row,
                    range,
                    plotPx: explore.executed.plotPx,
                    minStepMs: source.minStepMs,
                  })}
                  range={range}
                  budgetBytes={source.budgetBytes}
                />
              )
            }
            words={source?.questions?.find(({ query }) => query === row.expr)?.text}
            hints={hints(row.letter)}
            narrowings={rowNarrowings({
              row,
              run,
              request: requests.get(row.letter),
              range: explore.executed.state.range,
              resolved: range,
            })}
            other={otherOf(sources, row.sourceId)}
            canAdd={canAddRow(explore.state)}
            isFirst={index === 0}
            isLast={index === queries.length - 1}
          />
        );
      })}
    </section>
  );
}
