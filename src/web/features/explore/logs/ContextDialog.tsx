import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  contextNext,
  type ContextPlan,
  contextPlan,
  contextWindow,
  findAnchor,
} from "../../../../domain/frame/logs/context.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import {
  type LogPlan,
  type LogWindow,
  newerPlan,
  olderPlan,
  withNewer,
  withOlder,
} from "../../../../domain/frame/logs/LogWindow.ts";
import { requestNs } from "../../../../domain/frame/logs/ns.ts";
import { dataGet } from "../../../lib/api.ts";
import { runLogs } from "../../../lib/runner/runQuery.ts";
import type { LogRunRequest } from "../../../lib/runner/RunTypes.ts";
import type { LinesEdge } from "../../../logs/list/LinesEdge.ts";
import { queryMarks } from "../../../logs/text/highlightPattern.ts";
import { LogContext } from "../../../logs/tools/LogContext.tsx";
import { problemOf } from "../run/useRuns.ts";
import { pageRequest } from "./LogSession.ts";
import type { LogRow } from "./useLogSessions.ts";

export interface ContextDialogProps {
  readonly anchor: LogLine;
  /** The row the line came by: its source is asked. */
  readonly row: LogRow;
  readonly zone: string;
  readonly onClose: () => void;
}

const NO_LINES: readonly LogLine[] = [];
/** Pages until all lines of the anchor's nanosecond and fifty to each side are there. */
const MOST_PAGES = 12;

/** What is loaded, and the selector it came by. */
interface Loaded {
  readonly expr: string;
  readonly window: LogWindow;
}

type Side = "older" | "newer";

/** What the line's stream wrote around it, without the query's filters (E6). */
export function ContextDialog({ anchor, row, zone, onClose }: ContextDialogProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [loading, setLoading] = useState<Side | "both" | null>("both");
  const [failure, setFailure] = useState("");
  const abort = useRef<AbortController>(null);
  const { request } = row.shown;
  const { isCategorized } = row.session.get();
  const ask = useCallback(
    async (expr: string, one: LogPlan, signal: AbortSignal) =>
      (await runLogs({ ...pageRequest(request, one), expr }, signal)).page,
    [request],
  );
  const guard = useCallback(async (work: (signal: AbortSignal) => Promise<Loaded>) => {
    const { signal } = (abort.current ??= new AbortController());
    try {
      const next = await work(signal);
      if (!signal.aborted) setLoaded(next);
    } catch (error) {
      if (signal.aborted) return;
      const { title, detail } = problemOf(error);
      setFailure(detail ?? title);
    }
    setLoading(null);
  }, []);
  const first = useCallback(
    async (signal: AbortSignal) => {
      const plan = await planAround(anchor, { isCategorized, request, signal });
      const { expr, older, newer } = plan;
      const pages = await Promise.all([ask(expr, older, signal), ask(expr, newer, signal)]);
      let next = contextWindow(plan, ...pages);
      for (let count = 0; count < MOST_PAGES; count++) {
        const more = contextNext(next, anchor);
        if (!more) break;
        next = joined(next, await ask(expr, more, signal), more);
      }
      return { expr, window: next };
    },
    [ask, anchor, isCategorized, request],
  );
  useEffect(() => {
    const timer = window.setTimeout(() => void guard(first));
    return () => {
      window.clearTimeout(timer);
      abort.current?.abort();
      abort.current = null;
    };
  }, [guard, first]);
  const edge = (side: Side): LinesEdge => {
    const next = loaded && (side === "older" ? olderPlan : newerPlan)(loaded.window);
    const more = async ({ expr, window }: Loaded, plan: LogPlan, signal: AbortSignal) => ({
      expr,
      window: joined(window, await ask(expr, plan, signal), plan),
    });
    const onLoad = () => {
      // One page at a time: each joins what is there.
      if (loading !== null) return;
      setFailure("");
      setLoading(loaded ? side : "both");
      if (!loaded) void guard(first);
      else if (next) void guard((signal) => more(loaded, next, signal));
    };
    if (loading === side || loading === "both") return { kind: "loading", onLoad };
    if (failure !== "") return { kind: "failed", onLoad, note: failure };
    return { kind: next ? "more" : "end", onLoad };
  };
  return (
    <LogContext
      anchor={anchor}
      lines={loaded?.window.lines ?? NO_LINES}
      anchorIndex={loaded ? findAnchor(loaded.window, anchor).index : -1}
      older={edge("older")}
      newer={edge("newer")}
      zone={zone}
      queryMarks={useMemo(() => queryMarks(request.expr), [request.expr])}
      onClose={onClose}
    />
  );
}

interface PlanContext {
  readonly isCategorized: boolean;
  readonly request: LogRunRequest;
  readonly signal: AbortSignal;
}

/**
 * The selector of the line's own stream. A server that does not tell its labels from those of the query's parser is
 * asked which names it has: with any other in the selector, no stream would match.
 */
async function planAround(
  anchor: LogLine,
  { isCategorized, request, signal }: PlanContext,
): Promise<ContextPlan> {
  const plan = contextPlan(anchor);
  if (isCategorized) return plan;
  const { data } = await dataGet({
    sourceId: request.sourceId,
    path: "/loki/api/v1/labels",
    params: { start: requestNs(plan.older.startNs), end: requestNs(plan.newer.endNs) },
    signal,
  });
  const names = new Set(Array.isArray(data) ? data : []);
  return contextPlan(anchor, { isIndexed: (name) => names.has(name) });
}

function joined(window: LogWindow, page: Parameters<typeof withOlder>[1], { direction }: LogPlan): LogWindow {
  return direction === "backward" ? withOlder(window, page) : withNewer(window, page);
}
