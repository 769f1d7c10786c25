import { useCallback, useRef, useState } from "react";
import { encodeExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
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

/** The only place where Explore reads the clock. */
const moment = () => ({ asOfMs: Date.now(), startedAtMs: performance.now() });
const spelled = (state: ExploreState) => searchOf(encodeExplore(state));

/**
 * Explore's one state machine. The URL is the truth about the page; `executed` is what the results on screen
 * were asked with. The clock is read here and nowhere else: on Run, refresh, and when a link is opened.
 */
export function useExplore({ link, plotPx }: ExploreOptions): Explore {
  const { state, push, replace } = link;
  const [executed, setExecuted] = useState<Executed>(() => ({ state, ...moment(), plotPx: plotPx() }));
  const [own, setOwn] = useState(() => spelled(state));
  const latest = useRef({ state, executed });
  latest.current = { state, executed };

  // Back, Forward or a link opened here: the URL is not what this page wrote, so what it says is run. "Now"
  // stays the moment it was, and the answers held for it are shown at once.
  const search = spelled(state);
  if (search !== own) {
    setOwn(search);
    setExecuted({ ...executed, state });
  }

  const edit = useCallback(
    (change: (state: ExploreState) => ExploreState) => {
      const next = change(latest.current.state);
      if (next === latest.current.state) return;
      latest.current.state = next;
      setOwn(spelled(next));
      replace(next);
    },
    [replace],
  );

  const view = useCallback(
    (change: Partial<ExploreState>, isStep = false) => {
      const next = { ...latest.current.state, ...change };
      latest.current.state = next;
      setOwn(spelled(next));
      (isStep ? push : replace)(next);
    },
    [push, replace],
  );

  const run = useCallback(
    (change?: (state: ExploreState) => ExploreState) => {
      const { state: draft, executed: before } = latest.current;
      const next = change ? change(draft) : draft;
      const done: Executed = { state: next, ...moment(), plotPx: plotPx() };
      if (spelled(next) !== spelled(before.state)) {
        // Typing replaced the entry of the last run; it gets its own text back before a new entry is made.
        if (spelled(draft) !== spelled(before.state)) replace(before.state);
        setOwn(spelled(next));
        push(next);
      }
      latest.current = { state: next, executed: done };
      setExecuted(done);
      return done;
    },
    [plotPx, push, replace],
  );

  const refresh = useCallback(() => {
    const done: Executed = { ...latest.current.executed, ...moment(), plotPx: plotPx() };
    latest.current.executed = done;
    setExecuted(done);
  }, [plotPx]);

  return { state, executed, edit, view, run, refresh };
}
