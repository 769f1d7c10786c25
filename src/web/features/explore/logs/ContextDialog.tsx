import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  contextNext,
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
import { runLogs } from "../../../lib/runner/runQuery.ts";
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

type Side = "older" | "newer";

/** What the line's stream wrote around it, without the query's filters (E6). */
export function ContextDialog({ anchor, row, zone, onClose }: ContextDialogProps) {
  const [loaded, setLoaded] = useState<LogWindow | null>(null);
  const [loading, setLoading] = useState<Side | "both" | null>("both");
  const [failure, setFailure] = useState("");
  const abort = useRef<AbortController>(null);
  const { request } = row.shown;
  const plan = useMemo(() => contextPlan(anchor), [anchor]);
  const ask = useCallback(
    async (one: LogPlan, signal: AbortSignal) =>
      (await runLogs({ ...pageRequest(request, one), expr: plan.expr }, signal)).page,
    [request, plan],
  );
  const guard = useCallback(async (work: (signal: AbortSignal) => Promise<LogWindow>) => {
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
      const pages = await Promise.all([ask(plan.older, signal), ask(plan.newer, signal)]);
      let next = contextWindow(plan, ...pages);
      for (let count = 0; count < MOST_PAGES; count++) {
        const more = contextNext(next, anchor);
        if (!more) break;
        next = joined(next, await ask(more, signal), more);
      }
      return next;
    },
    [ask, plan, anchor],
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
    const next = loaded && (side === "older" ? olderPlan(loaded) : newerPlan(loaded));
    const onLoad = () => {
      setFailure("");
      setLoading(loaded ? side : "both");
      if (!loaded) void guard(first);
      else if (next) void guard(async (signal) => joined(loaded, await ask(next, signal), next));
    };
    if (loading === side || loading === "both") return { kind: "loading", onLoad };
    if (failure !== "") return { kind: "failed", onLoad, note: failure };
    return { kind: next ? "more" : "end", onLoad };
  };
  return (
    <LogContext
      anchor={anchor}
      lines={loaded?.lines ?? NO_LINES}
      anchorIndex={loaded ? findAnchor(loaded, anchor).index : -1}
      older={edge("older")}
      newer={edge("newer")}
      zone={zone}
      queryMarks={useMemo(() => queryMarks(request.expr), [request.expr])}
      onClose={onClose}
    />
  );
}

function joined(window: LogWindow, page: Parameters<typeof withOlder>[1], { direction }: LogPlan): LogWindow {
  return direction === "backward" ? withOlder(window, page) : withNewer(window, page);
}
