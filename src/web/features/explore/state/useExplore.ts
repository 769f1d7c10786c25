import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import { encodeExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { earlyQuery } from "../../../lib/earlyQuery.ts";
import { type LinkState, searchOf } from "../../../lib/useLinkState.ts";

/** What was last run: the state as it was then, the moment that "now" meant, and the width it was planned for. */
export interface Executed {
  readonly state: ExploreState;
  readonly asOfMs: number;
  /** When the run began, by performance.now(), for the elapsed time on screen. */
  readonly startedAtMs: number;
  readonly plotPx: number;
}

export interface Explore {
  /** The URL, decoded: drafts included. */
  readonly state: ExploreState;
  readonly executed: Executed;
  /** Typing: the same history entry. */
  readonly edit: (change: (state: ExploreState) => ExploreState) => void;
  /** A view option that asks nothing of a source (draw mode, tab, legend): a new history entry only where `isStep`. */
  readonly view: (change: Partial<ExploreState>, isStep?: boolean) => void;
  /** Runs, after an optional change (a new range, a fixed query): a new history entry if anything changed. */
  readonly run: (change?: (state: ExploreState) => ExploreState) => Executed;
  /** Asks the last run again at this moment; drafts stay drafts, no history entry. */
  readonly refresh: () => void;
}

export interface ExploreOptions {
  readonly link: LinkState<ExploreState>;
  /** Width of the plot in CSS pixels at this moment; decides the auto step. */
  readonly plotPx: () => number;
}

/** What "now" means for the runs that begin. */
const moment = () => ({ asOfMs: Date.now(), startedAtMs: performance.now() });
/** "Now" of a link is when it was followed. */
const momentOf = (openedAtMs: number | undefined) =>
  openedAtMs === undefined ? {} : { asOfMs: openedAtMs, startedAtMs: openedAtMs - performance.timeOrigin };

/** The state to run when the page opens: what is still being typed into query A is a draft. */
function withoutUnsent(state: ExploreState): ExploreState {
  const expr = state.queries[0]?.expr ?? "";
  const ran = earlyQuery.ranOf(expr);
  if (ran === expr) return state;
  return {
    ...state,
    queries: state.queries.map((row, index) => (index === 0 ? { ...row, expr: ran } : row)),
  };
}

const spelled = (state: ExploreState) => searchOf(encodeExplore(state));

/**
 * Explore's one state machine. The URL is the truth about the page; `executed` is what the results on screen
 * were asked with. What "now" means for a run is read here: on Run, refresh, and when a link is opened.
 */
export function useExplore({ link, plotPx }: ExploreOptions): Explore {
  const { state } = link;
  const [executed, setExecuted] = useState<Executed>(() => ({
    state: withoutUnsent(state),
    ...moment(),
    plotPx: plotPx(),
  }));
  useEffect(() => earlyQuery.clear(), []);
  const [own, setOwn] = useState(() => spelled(state));

  // Back, Forward or a link opened here: the URL is not what this page wrote, so what it says is run. After Back and
  // Forward "now" stays the moment it was, and the answers held for it are shown at once.
  const search = spelled(state);
  if (search !== own) {
    setOwn(search);
    setExecuted({ ...executed, ...momentOf(link.openedAtMs), state });
  }

  const [memory] = useState(() => createMemory({ link, plotPx, state, executed }));
  useLayoutEffect(() => memory.set({ link, plotPx, state, executed }));
  const actions = useMemo(() => {
    const execute = (next: ExploreState): Executed => {
      const done: Executed = { state: next, ...moment(), plotPx: memory.get().plotPx() };
      memory.set({ executed: done });
      setExecuted(done);
      return done;
    };
    const write = (next: ExploreState, isStep: boolean) => {
      memory.set({ state: next });
      setOwn(spelled(next));
      memory.get().link[isStep ? "push" : "replace"](next);
    };
    return exploreActions({ latest: memory.get, execute, write });
  }, [memory]);
  return { state, executed, ...actions };
}

interface Remembered extends ExploreOptions {
  readonly state: ExploreState;
  readonly executed: Executed;
}

/** What the newest render knew, and what was done since: two edits in one event build on each other. */
function createMemory(first: Remembered) {
  let current = first;
  return {
    get: () => current,
    set(next: Partial<Remembered>): void {
      current = { ...current, ...next };
    },
  };
}

interface ActionParts {
  readonly latest: () => { readonly state: ExploreState; readonly executed: Executed };
  readonly execute: (next: ExploreState) => Executed;
  readonly write: (next: ExploreState, isStep: boolean) => void;
}

function exploreActions({ latest, execute, write }: ActionParts): Omit<Explore, "state" | "executed"> {
  return {
    edit(change) {
      const next = change(latest().state);
      if (next !== latest().state) write(next, false);
    },
    view: (change, isStep = false) => write({ ...latest().state, ...change }, isStep),
    run(change) {
      const { state: draft, executed: before } = latest();
      const next = change ? change(draft) : draft;
      if (spelled(next) !== spelled(before.state)) {
        // Typing replaced the entry of the last run; it gets its own text back before a new entry is made.
        if (spelled(draft) !== spelled(before.state)) write(before.state, false);
        write(next, true);
      }
      return execute(next);
    },
    refresh: () => void execute(latest().executed.state),
  };
}
