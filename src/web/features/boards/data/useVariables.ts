import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { BoardReading } from "../../../../contract/boards.ts";
import { variableAnswer } from "../../../../contract/boards.ts";
import type { VariableValues } from "../../../../domain/panel/Board.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { call } from "../../../lib/api.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { boardAsks } from "./boardAsks.ts";

export type ReadingVariable = BoardReading["variables"][number];

/** One choice of the board as it stands. */
export interface VariableState {
  readonly variable: ReadingVariable;
  /** Chosen; empty = all. Null as long as it is not known. */
  readonly chosen: readonly string[] | null;
  readonly offered: readonly { readonly value: string; readonly words: string }[];
  readonly isLoading: boolean;
  readonly isCut: boolean;
  readonly problem: Problem | undefined;
}

export interface Variables {
  readonly states: readonly VariableState[];
  /** Null as long as one of them is not known. */
  readonly values: VariableValues | null;
}

export interface VariablesContext {
  readonly board: BoardReading | undefined;
  /** As the address says. */
  readonly said: VariableValues;
  readonly range: ResolvedRange;
}

/** The values of a label change slowly; readers share a list for as long. */
const FRESH_MS = 300_000;

function useLabelValues(
  { board, range }: VariablesContext,
  variable: ReadingVariable | undefined,
  before: VariableValues | null,
) {
  const startMs = Math.floor(range.startMs / FRESH_MS) * FRESH_MS;
  const endMs = Math.ceil(range.endMs / FRESH_MS) * FRESH_MS;
  const body = { variables: before ?? {}, startMs, endMs };
  return useQuery({
    queryKey: ["board", board?.id, "variable", variable?.name, body],
    queryFn: ({ signal }) => {
      const path = `/api/boards/${board?.id ?? ""}/variables/${variable?.name ?? ""}`;
      const ask = () => call({ method: "POST", path, body, answer: variableAnswer, signal });
      return boardAsks.run(ask, { isOnScreen: () => true, signal });
    },
    enabled: variable?.kind === "label" && before !== null,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** What is chosen: by the address, else as the board begins, else the first there is. */
function chosenOf(
  { isMulti, initial }: ReadingVariable,
  said: readonly string[] | undefined,
  offered: VariableState["offered"],
): readonly string[] | null {
  if (said !== undefined && (isMulti || said.length === 1)) return said;
  if (initial.length > 0 || isMulti) return initial;
  const [first] = offered;
  return first ? [first.value] : null;
}

function useOne(
  context: VariablesContext,
  index: number,
  before: VariableValues | null,
): VariableState | undefined {
  const variable = context.board?.variables[index];
  const list = useLabelValues(context, variable, before);
  if (!variable) return undefined;
  const found = list.data?.values.map((value) => ({ value, words: value }));
  const offered =
    variable.values?.map(({ value, words }) => ({ value, words: words || value })) ?? found ?? [];
  return {
    variable,
    chosen: chosenOf(variable, context.said[variable.name], offered),
    offered,
    isLoading: variable.kind === "label" && list.isPending && !list.isError,
    isCut: list.data?.isCut === true,
    problem: list.error ? toProblem(list.error) : undefined,
  };
}

const NONE: VariableValues = {};

/** With one more choice; what follows an unknown one is unknown. */
function joined(before: VariableValues | null, state: VariableState | undefined): VariableValues | null {
  if (before === null || !state) return before;
  return state.chosen === null ? null : { ...before, [state.variable.name]: state.chosen };
}

/** The choices of a board, each offered what the ones before it leave. Five at most, in a constant order. */
export function useVariables(context: VariablesContext): Variables {
  const first = useOne(context, 0, NONE);
  const one = joined(NONE, first);
  const second = useOne(context, 1, one);
  const two = joined(one, second);
  const third = useOne(context, 2, two);
  const three = joined(two, third);
  const fourth = useOne(context, 3, three);
  const four = joined(three, fourth);
  const fifth = useOne(context, 4, four);
  return {
    states: [first, second, third, fourth, fifth].filter((state) => state !== undefined),
    values: context.board === undefined ? null : joined(four, fifth),
  };
}
