import { useMemo, useState, useSyncExternalStore } from "react";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import { newerPlan, olderPlan } from "../../../../domain/frame/logs/LogWindow.ts";
import { runLogs } from "../../../lib/runner/runQuery.ts";
import type { LinesEdge } from "../../../logs/list/LinesEdge.ts";
import type { RowRun, ShownLogs } from "../run/useRuns.ts";
import { createLogSession, type LogSession, type LogSessionState, type Side } from "./LogSession.ts";
import { mergeWindows, type MergedLines } from "./mergeWindows.ts";

/** A query row that brings lines, as the list needs it. */
export interface LogRow {
  readonly letter: string;
  readonly session: LogSession;
  readonly shown: ShownLogs;
  readonly isStale: boolean;
}

/** All lines that are loaded, of all rows, and the ways to more. */
export interface LogLines extends MergedLines {
  readonly rows: readonly LogRow[];
  readonly states: readonly LogSessionState[];
  readonly older: LinesEdge;
  readonly newer: LinesEdge;
  /** The row a line came by. */
  readonly rowOf: (line: LogLine) => LogRow | undefined;
  /** Nanoseconds of which the source may hold more lines than it gives. */
  readonly crowdedNs: readonly string[];
}

/** One session per answer: a tab opened again finds what was loaded. */
function useSessionBook() {
  const [book] = useState(() => new WeakMap<ShownLogs, LogSession>());
  return (shown: ShownLogs): LogSession => {
    const known = book.get(shown);
    if (known) return known;
    const made = createLogSession(shown, runLogs);
    book.set(shown, made);
    return made;
  };
}

const isSame = <T>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** The states of several sessions as one store, whose value is the same while none changed. */
function combine(sessions: readonly LogSession[]) {
  let held: readonly LogSessionState[] = [];
  return {
    get() {
      const next = sessions.map((session) => session.get());
      if (!isSame(held, next)) held = next;
      return held;
    },
    subscribe(listener: () => void) {
      const stops = sessions.map((session) => session.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** The loaded lines of all rows whose answers are lines. */
export function useLogSessions(runs: readonly RowRun[]): LogLines {
  const sessionOf = useSessionBook();
  const current = runs.flatMap(({ letter, logs, isStale }) =>
    logs ? [{ letter, session: sessionOf(logs), shown: logs, isStale }] : [],
  );
  const [held, setHeld] = useState<readonly LogRow[]>(current);
  const isHeld =
    held.length === current.length &&
    held.every((row, index) => {
      const now = current[index];
      return row.session === now?.session && row.isStale === now.isStale && row.letter === now.letter;
    });
  if (!isHeld) setHeld(current);
  const shown = isHeld ? held : current;
  const sessions = useSame(shown.map(({ session }) => session));
  const store = useMemo(() => combine(sessions), [sessions]);
  const states = useSyncExternalStore(store.subscribe, store.get);
  const merged = useMemo(() => mergeWindows(states.map(({ window }) => window)), [states]);
  const owners = useMemo(() => {
    const byLine = new Map<LogLine, number>();
    if (states.length > 1)
      states.forEach(({ window }, index) => window.lines.forEach((line) => byLine.set(line, index)));
    return byLine;
  }, [states]);
  return {
    ...merged,
    rows: shown,
    states,
    older: edgeOf({ side: "older", states, sessions, merged }),
    newer: edgeOf({ side: "newer", states, sessions, merged }),
    rowOf: (line) => shown[owners.get(line) ?? 0],
    crowdedNs: states.flatMap(({ window }) => window.crowdedNs),
  };
}

/** The same array while its members are. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const [held, setHeld] = useState(list);
  if (held === list || isSame(held, list)) return held;
  setHeld(list);
  return list;
}

interface EdgeParts {
  readonly side: Side;
  readonly states: readonly LogSessionState[];
  readonly sessions: readonly LogSession[];
  readonly merged: MergedLines;
}

function edgeOf({ side, states, sessions, merged }: EdgeParts): LinesEdge {
  const onLoad = () => merged.behind[side].forEach((index) => sessions[index]?.load(side));
  const plans = merged.behind[side].flatMap((index) => {
    const window = states[index]?.window;
    return (window && (side === "older" ? olderPlan(window) : newerPlan(window))) ?? [];
  });
  const failure = states.find((state) => state[side].failure !== "")?.[side].failure;
  if (plans.length === 0) return { kind: "end", onLoad };
  if (states.some((state) => state[side].isLoading)) return { kind: "loading", onLoad };
  if (failure !== undefined) return { kind: "failed", onLoad, note: failure };
  const raised = plans.find((plan) => plan.isRaised);
  if (!raised) return { kind: "more", onLoad };
  const most = raised.limit.toLocaleString("en-GB");
  return { kind: "more", onLoad, note: `Many lines share one nanosecond: the next page asks for ${most}` };
}
