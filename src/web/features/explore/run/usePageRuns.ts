import { useMemo } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import type { Explore } from "../state/useExplore.ts";
import type { HeldRuns } from "./heldRuns.ts";
import { type PlannedRows, planRequests } from "./planRequests.ts";
import { type RowRun, useRuns } from "./useRuns.ts";

export interface PageRunsContext {
  readonly sources: readonly SourceView[];
  readonly held: HeldRuns;
  readonly confirmed: ReadonlySet<string>;
}

export interface PageRuns {
  readonly planned: PlannedRows;
  /** Of the rows shown, in their order; what could not even be asked has its reason as problem. */
  readonly runs: readonly RowRun[];
}

/** Plans and runs the rows of the page as they were last executed. */
export function usePageRuns(explore: Explore, { sources, held, confirmed }: PageRunsContext): PageRuns {
  const { state, executed } = explore;
  const { tab, tableMode } = state;
  const planned = useMemo(
    () => planRequests({ executed, tab: { tab, tableMode }, sources, confirmed }),
    [executed, tab, tableMode, sources, confirmed],
  );
  const answers = useRuns(planned.requests, { held, startedAtMs: executed.startedAtMs });
  const runs = useMemo(
    () =>
      state.queries
        .filter((row) => !row.isHidden)
        .flatMap((row) => {
          const run = answers.find((one) => one.letter === row.letter);
          return run ? [{ ...run, problem: planned.problems.get(row.letter) ?? run.problem }] : [];
        }),
    [answers, planned.problems, state.queries],
  );
  return { planned, runs };
}
