import type { LogPage } from "../../../../domain/frame/logs/LogPage.ts";
import {
  fromPage,
  keepNewest,
  type LogPlan,
  type LogWindow,
  newerPlan,
  olderPlan,
  withNewer,
  withOlder,
} from "../../../../domain/frame/logs/LogWindow.ts";
import { addNs, compareNs } from "../../../../domain/frame/logs/ns.ts";
import { tailPlan, tailWindow } from "../../../../domain/frame/logs/tail.ts";
import type { LogRunRequest, RunLogs } from "../../../lib/runner/RunTypes.ts";
import { problemOf, type ShownLogs } from "../run/useRuns.ts";

export type Side = "older" | "newer";

/** One end of the loaded lines: what is under way there, or why the last try failed. */
export interface SideState {
  readonly isLoading: boolean;
  readonly failure: string;
}

export interface LogSessionState {
  readonly window: LogWindow;
  readonly older: SideState;
  readonly newer: SideState;
  /** The server tells labels, metadata and parsed fields apart. */
  readonly isCategorized: boolean;
}

/** The lines of one run of a log query, and the way to more of them. */
export interface LogSession {
  readonly request: LogRunRequest;
  readonly get: () => LogSessionState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly load: (side: Side) => void;
  /** One request of a live tail; its page, or null when another one is under way. Throws what the run throws. */
  readonly follow: (nowMs: number, signal: AbortSignal) => Promise<LogPage | null>;
}

const IDLE: SideState = { isLoading: false, failure: "" };
/** A tail that runs all day keeps so many lines; older ones can be asked for again. */
const MOST_KEPT = 50_000;
/** A tail without new lines says this often how far it has come. */
const FOLLOWED_NS = 5_000_000_000n;

/** A request for one page of a plan, over budget where the first page was. */
export function pageRequest({ atNs: _atNs, ...request }: LogRunRequest, plan: LogPlan): LogRunRequest {
  const { startNs, endNs, limit, direction } = plan;
  return { ...request, startNs, endNs, limit, direction };
}

/** Begins with the first page of a run; everything it loads stays with it while the page shows that run. */
export function createLogSession({ request, outcome }: ShownLogs, runLogs: RunLogs): LogSession {
  const listeners = new Set<() => void>();
  let state: LogSessionState = {
    window: fromPage(outcome.page, request),
    older: IDLE,
    newer: IDLE,
    isCategorized: outcome.page.isCategorized === true,
  };
  const set = (change: Partial<LogSessionState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const ask = async (plan: LogPlan, signal: AbortSignal) =>
    (await runLogs(pageRequest(request, plan), signal)).page;
  const load = async (side: Side) => {
    const plan = side === "older" ? olderPlan(state.window) : newerPlan(state.window);
    if (!plan || state[side].isLoading) return;
    set({ [side]: { isLoading: true, failure: "" } });
    try {
      const page = await ask(plan, new AbortController().signal);
      const window = side === "older" ? withOlder(state.window, page) : withNewer(state.window, page);
      set({ window, [side]: IDLE });
    } catch (error) {
      const { title, detail } = problemOf(error);
      set({ [side]: { isLoading: false, failure: detail ?? title } });
    }
  };
  return {
    request,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (side) => void load(side),
    async follow(nowMs, signal) {
      if (state.newer.isLoading) return null;
      const plan = tailPlan(state.window, nowMs);
      const page = await ask(plan, signal);
      if (signal.aborted) return null;
      const next = withNewer(tailWindow(state.window, plan), page);
      const isOld = compareNs(addNs(state.window.range.endNs, FOLLOWED_NS), next.range.endNs) <= 0;
      if (isOld || next.lines !== state.window.lines) set({ window: keepNewest(next, MOST_KEPT) });
      return page;
    },
  };
}
