import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Exemplar, ExemplarAnswer } from "../../../../domain/exemplar/Exemplar.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import type { ChartExemplars } from "../../../chart/ChartTypes.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import type { RowRun } from "../run/useRuns.ts";
import { type ExemplarAsk, exemplarAsks } from "./exemplarAsks.ts";
import { exemplarsQuery } from "./exemplarsQuery.ts";

/** How the exemplars of one query stand. */
export interface ExemplarState {
  readonly ask: ExemplarAsk;
  readonly answer: ExemplarAnswer | undefined;
  readonly problem: Problem | undefined;
}

export interface Exemplars {
  /** By letter, for the queries that may have any; empty while they are switched off. */
  readonly states: readonly ExemplarState[];
  /** What there is to draw. The same reference while nothing changed. */
  readonly groups: readonly ChartExemplars[];
  /** The page can show some, or could if they were switched on. */
  readonly isOffered: boolean;
  readonly sourceOf: (exemplar: Exemplar) => string;
  /** Unit id of its value. */
  readonly unitOf: (exemplar: Exemplar) => string;
}

export interface ExemplarContext {
  readonly runs: readonly RowRun[];
  readonly isOn: boolean;
  /** By letter, unit id of what its histogram counts. */
  readonly bucketUnits: ReadonlyMap<string, string>;
}

interface Asked {
  readonly answer: ExemplarAnswer | undefined;
  readonly error: unknown;
}

const NOTHING_ASKED: readonly ExemplarAsk[] = [];
const combine = (results: readonly UseQueryResult<ExemplarAnswer>[]): readonly Asked[] =>
  results.map(({ data, error }) => ({ answer: data, error }));

const isSameQuery = (a: ExemplarAsk, b: ExemplarAsk) =>
  a.letter === b.letter && a.sourceId === b.sourceId && a.query === b.query;

/** The state of each ask; while a newer answer is under way, what was there for the same query stays. */
function statesOf(
  asks: readonly ExemplarAsk[],
  settled: readonly ExemplarAsk[],
  { asked, held }: { readonly asked: readonly Asked[]; readonly held: readonly ExemplarState[] },
): readonly ExemplarState[] {
  return asks.map((ask) => {
    const now = asked[settled.indexOf(ask)];
    const problem = now?.error ? toProblem(now.error) : undefined;
    if (now?.answer || problem) return { ask, answer: now?.answer, problem };
    const before = held.find((state) => isSameQuery(state.ask, ask));
    return before ?? { ask, answer: undefined, problem: undefined };
  });
}

/** Exemplars of what is drawn, asked beside it and shown when they come (features Q1). */
export function useExemplars({ runs, isOn, bucketUnits }: ExemplarContext): Exemplars {
  const possible = useMemo(() => exemplarAsks(runs), [runs]);
  const asks = isOn ? possible : NOTHING_ASKED;
  const settled = useMemo(() => asks.filter(({ isSettled }) => isSettled), [asks]);
  const asked = useQueries({ queries: settled.map(exemplarsQuery), combine });
  const [held, setHeld] = useState<readonly ExemplarState[]>([]);
  const states = useMemo(() => statesOf(asks, settled, { asked, held }), [asks, settled, asked, held]);
  const isHeld = states.length === held.length && states.every((state, at) => isSameState(state, held[at]));
  if (!isHeld) setHeld(states);
  const shown = isHeld ? held : states;
  const groups = useMemo(() => groupsOf(shown, bucketUnits), [shown, bucketUnits]);
  return {
    states: shown,
    groups,
    isOffered: groups.length > 0 || (!isOn && possible.length > 0),
    sourceOf: (exemplar) =>
      shown.find(({ answer }) => answer?.exemplars.includes(exemplar))?.ask.sourceId ?? "",
    unitOf: (exemplar) => groups.find(({ exemplars }) => exemplars.includes(exemplar))?.unit ?? "none",
  };
}

const isSameState = (a: ExemplarState, b: ExemplarState | undefined) =>
  b !== undefined &&
  a.answer === b.answer &&
  a.problem?.code === b.problem?.code &&
  isSameQuery(a.ask, b.ask) &&
  a.ask.endMs === b.ask.endMs &&
  a.ask.stepMs === b.ask.stepMs;

function groupsOf(
  states: readonly ExemplarState[],
  bucketUnits: ReadonlyMap<string, string>,
): readonly ChartExemplars[] {
  return states.flatMap(({ ask, answer }) => {
    if (!answer || answer.exemplars.length === 0) return [];
    const { letter, place, stepMs } = ask;
    const isBucket = answer.exemplars.some(({ seriesLabels }) =>
      seriesLabels["__name__"]?.endsWith("_bucket"),
    );
    // What the exemplar of a counter measures is nowhere said.
    const unit = isBucket || place === "value" ? (bucketUnits.get(letter) ?? "none") : "none";
    return [{ letter, exemplars: answer.exemplars, place, stepMs, unit }];
  });
}
