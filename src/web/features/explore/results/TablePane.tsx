import type { Exemplar } from "../../../../domain/exemplar/Exemplar.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { Segmented } from "../../../ui/Segmented.tsx";
import { Input } from "../../../ui/Input.tsx";
import type { RunRow } from "../empty/EmptyReason.tsx";
import { ExemplarTable } from "../exemplars/ExemplarTable.tsx";
import type { Exemplars } from "../exemplars/useExemplars.ts";
import type { RowRun } from "../run/useRuns.ts";
import type { Explore } from "../state/useExplore.ts";
import { ResultTable } from "./ResultTable.tsx";
import { SeriesEmpty } from "./SeriesEmpty.tsx";

export interface TablePaneProps {
  readonly explore: Explore;
  readonly runs: readonly RowRun[];
  readonly askedRange: ResolvedRange;
  readonly zone: string;
  readonly unit: string;
  readonly onChange: (change: Partial<ExploreState>) => void;
  readonly onPainted: (runIds: readonly string[]) => void;
  readonly onRun: RunRow;
  readonly exemplars: Exemplars;
  readonly onOpenExemplar: (exemplar: Exemplar) => void;
}

/** Answers as rows: one moment or the whole range, sorted by any column, filtered by what is typed. */
export function TablePane(props: TablePaneProps) {
  const { explore, runs, askedRange, zone, unit, onChange, onPainted, onRun, exemplars } = props;
  const { state } = explore;
  const shown = runs.flatMap((run) => (run.shown ? [{ row: run, run: run.shown }] : []));
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line-1 px-3 py-1">
        <Segmented
          label="Table of"
          look="bar"
          segments={[
            { value: "instant", label: "One moment" },
            { value: "range", label: "Whole range" },
          ]}
          value={state.tableMode}
          onChange={(tableMode) => onChange({ tableMode })}
        />
        <div className="ml-auto min-w-30 max-w-60 flex-1">
          <Input
            size="sm"
            type="search"
            icon="search"
            aria-label="Filter rows"
            placeholder="Filter rows"
            value={state.tableFilter}
            onChange={(event) => onChange({ tableFilter: event.target.value })}
          />
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        {shown.map(({ row, run }) => (
          <ResultTable
            key={row.letter}
            name={shown.length > 1 ? `Result ${row.letter}` : "Result"}
            result={run.outcome.decoded.result}
            runId={run.outcome.transport.runId}
            hasTime={run.request.kind === "range" || run.outcome.decoded.result.kind === "matrix"}
            isStale={row.isStale}
            empty={
              !row.isStale && (
                <SeriesEmpty {...{ explore, askedRange, onRun }} run={row} isAmong={shown.length > 1} />
              )
            }
            zone={zone}
            unit={unit}
            sort={state.tableSort}
            filter={state.tableFilter}
            onSort={(tableSort) => onChange({ tableSort })}
            onPainted={onPainted}
          />
        ))}
        {exemplars.groups.map((group) => (
          <ExemplarTable
            key={group.letter}
            name={shown.length > 1 ? `Exemplars ${group.letter}` : "Exemplars"}
            group={group}
            sourceId={exemplars.states.find(({ ask }) => ask.letter === group.letter)?.ask.sourceId ?? ""}
            zone={zone}
            onOpen={props.onOpenExemplar}
          />
        ))}
      </div>
    </>
  );
}
