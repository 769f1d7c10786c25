import {
  type ExploreState,
  letters,
  QUERY_LIMIT,
  type QueryRow,
} from "../../../../domain/link/ExploreState.ts";

/** Pure changes of the Explore state. Each answers the same reference when nothing changed. */

const nextLetter = (queries: readonly QueryRow[]) =>
  letters.find((letter) => !queries.some((row) => row.letter === letter));

function withQueries(state: ExploreState, queries: readonly QueryRow[]): ExploreState {
  return queries === state.queries ? state : { ...state, queries };
}

function editRow(
  state: ExploreState,
  letter: string,
  change: Partial<Omit<QueryRow, "letter">>,
): ExploreState {
  const row = state.queries.find((query) => query.letter === letter);
  if (!row) return state;
  const keys = Object.keys(change) as (keyof typeof change)[];
  if (keys.every((key) => row[key] === change[key])) return state;
  return withQueries(
    state,
    state.queries.map((query) => (query === row ? { ...row, ...change } : query)),
  );
}

export const setExpr = (state: ExploreState, letter: string, expr: string) =>
  editRow(state, letter, { expr });
/** A query that runs: the line a link pointed to was one of the query before. */
export function runExpr(state: ExploreState, letter: string, expr: string): ExploreState {
  const next = setExpr(state, letter, expr);
  return next === state || next.logs.line === "" ? next : { ...next, logs: { ...next.logs, line: "" } };
}
export const setRowSource = (state: ExploreState, letter: string, sourceId: string) =>
  editRow(state, letter, { sourceId });

export function toggleRow(state: ExploreState, letter: string): ExploreState {
  const row = state.queries.find((query) => query.letter === letter);
  return row ? editRow(state, letter, { isHidden: !row.isHidden }) : state;
}

/**
 * The page's source picker. Where all rows ask one source, all of them move to the new one (a region switch
 * keeps every query); where they differ, only the focused row moves.
 */
export function setPageSource(state: ExploreState, focusedLetter: string, sourceId: string): ExploreState {
  const isOneSource = new Set(state.queries.map((row) => row.sourceId)).size <= 1;
  if (!isOneSource) return setRowSource(state, focusedLetter, sourceId);
  if (state.queries.every((row) => row.sourceId === sourceId)) return state;
  return withQueries(
    state,
    state.queries.map((row) => ({ ...row, sourceId })),
  );
}

export const canAddRow = (state: ExploreState) => state.queries.length < QUERY_LIMIT;

/** Adds an empty row at the end, on the source of the row before it. */
export function addRow(state: ExploreState, sourceId: string): ExploreState {
  const letter = nextLetter(state.queries);
  if (!letter) return state;
  const source = state.queries.at(-1)?.sourceId ?? sourceId;
  return withQueries(state, [...state.queries, { letter, sourceId: source, expr: "", isHidden: false }]);
}

/** Puts a copy right after its original. */
export function duplicateRow(state: ExploreState, letter: string): ExploreState {
  const index = state.queries.findIndex((row) => row.letter === letter);
  const row = state.queries[index];
  const free = nextLetter(state.queries);
  if (!row || !free) return state;
  return withQueries(state, state.queries.toSpliced(index + 1, 0, { ...row, letter: free }));
}

/** Removes a row; the last one is emptied instead, so that there is always an editor. */
export function removeRow(state: ExploreState, letter: string): ExploreState {
  if (state.queries.length > 1) {
    return withQueries(
      state,
      state.queries.filter((row) => row.letter !== letter),
    );
  }
  return editRow(state, letter, { expr: "", isHidden: false });
}

/** Moves a row one place up (−1) or down (+1); its letter and colour stay its own. */
export function moveRow(state: ExploreState, letter: string, by: -1 | 1): ExploreState {
  const from = state.queries.findIndex((row) => row.letter === letter);
  const row = state.queries[from];
  const to = from + by;
  if (!row || to < 0 || to >= state.queries.length) return state;
  return withQueries(state, state.queries.toSpliced(from, 1).toSpliced(to, 0, row));
}

/** The rows that a run asks for: shown, and with text. */
export const runnableRows = (state: ExploreState) =>
  state.queries.filter((row) => !row.isHidden && row.expr.trim() !== "");
