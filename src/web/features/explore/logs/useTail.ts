import { type UIEvent, useEffect, useRef, useState } from "react";
import { TAIL_PAUSE_MS, tailLagMs } from "../../../../domain/frame/logs/tail.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import { problemOf } from "../run/useRuns.ts";
import type { LogLines } from "./useLogSessions.ts";

export interface Tail {
  readonly isPaused: boolean;
  /** How far the newest line lies behind now; null without lines. */
  readonly lagMs: number | null;
  /** Why the last request failed; it is tried again. */
  readonly failure: string;
  /** For an element around the list: whether its newest end is in sight. */
  readonly onScrollCapture: (event: UIEvent) => void;
}

export interface TailContext {
  readonly lines: LogLines;
  readonly isLive: boolean;
  readonly isOldestFirst: boolean;
}

/** Nearer to the newest end than this is at it. */
const NEAR_END_PX = 24;

/** Asks for newer lines every two seconds (N3); not in a hidden tab, nor while the reader looks at older lines. */
export function useTail(context: TailContext): Tail {
  const latest = useLatest(context);
  const isAway = useRef(false);
  const [state, setState] = useState({ isPaused: false, nowMs: 0, failure: "" });
  const { isLive, lines } = context;
  useEffect(() => {
    if (!isLive) return undefined;
    const abort = new AbortController();
    let timer = 0;
    const turn = async () => {
      const isPaused = document.hidden || isAway.current;
      const nowMs = Date.now();
      let failure = "";
      if (!isPaused) {
        const sessions = latest.current.lines.rows.map(({ session }) => session);
        const done = await Promise.allSettled(sessions.map((one) => one.follow(nowMs, abort.signal)));
        const failed = done.find((one) => one.status === "rejected");
        if (failed) failure = problemOf(failed.reason).title;
      }
      if (abort.signal.aborted) return;
      setState({ isPaused, nowMs, failure });
      timer = window.setTimeout(() => void turn(), TAIL_PAUSE_MS);
    };
    timer = window.setTimeout(() => void turn(), TAIL_PAUSE_MS);
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [isLive, latest]);
  const lags = lines.states.flatMap(({ window }) => tailLagMs(window, state.nowMs) ?? []);
  return {
    isPaused: state.isPaused,
    failure: state.failure,
    lagMs: state.nowMs === 0 || lags.length === 0 ? null : Math.min(...lags),
    onScrollCapture({ target }) {
      if (!(target instanceof HTMLElement) || !target.classList.contains("sg-log-scroll")) return;
      const fromEndPx = target.scrollHeight - target.scrollTop - target.clientHeight;
      isAway.current = (latest.current.isOldestFirst ? fromEndPx : target.scrollTop) > NEAR_END_PX;
    },
  };
}
