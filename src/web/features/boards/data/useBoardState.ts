import { useCallback, useEffect, useMemo, useState } from "react";
import type { BoardReading } from "../../../../contract/boards.ts";
import { type BoardState, decodeBoard, encodeBoard } from "../../../../domain/link/boardLink.ts";
import { isRelativeTime } from "../../../../domain/time/parseTime.ts";
import { resolveRange } from "../../../../domain/time/resolveRange.ts";
import { DEFAULT_RANGE, type ResolvedRange, type TimeRange } from "../../../../domain/time/TimeRange.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import { useLinkState } from "../../../lib/useLinkState.ts";
import { zoneName } from "../../../lib/zoneName.ts";

const codec = { decode: decodeBoard, encode: encodeBoard };
const HOUR_MS = 3_600_000;

/** What is asked and how: the address, and where it says nothing the board. */
export interface BoardView {
  readonly state: BoardState;
  readonly range: TimeRange;
  readonly zone: string;
  readonly refreshMs: number;
  /** What "now" means for what is on screen. */
  readonly asOfMs: number;
  /** Counts up with every refresh: what is held is asked again. */
  readonly round: number;
  readonly asked: ResolvedRange;
  /** A new history entry, and a new "now" where the range changes. */
  readonly change: (next: Partial<BoardState>) => void;
  /** The same entry: while nothing is asked. */
  readonly replace: (next: Partial<BoardState>) => void;
  readonly refresh: () => void;
}

export function useBoardState(board: BoardReading | undefined): BoardView {
  const { state, push, replace, openedAtMs } = useLinkState(codec);
  const [{ asOfMs, round }, setMoment] = useState(() => ({ asOfMs: openedAtMs ?? Date.now(), round: 0 }));
  const range = state.range ?? board?.range ?? DEFAULT_RANGE;
  const zone = state.zone ?? board?.zone ?? "browser";
  const refreshMs = state.refreshMs ?? board?.refreshMs ?? 0;
  const asked = useMemo(
    () => resolveRange(range, asOfMs, zoneName(zone)) ?? { startMs: asOfMs - HOUR_MS, endMs: asOfMs },
    [range, asOfMs, zone],
  );
  const latest = useLatest(state);
  const change = useCallback(
    (next: Partial<BoardState>) => {
      if (next.range !== undefined) setMoment((before) => ({ ...before, asOfMs: Date.now() }));
      push({ ...latest.current, ...next });
    },
    [latest, push],
  );
  const replaceIn = useCallback(
    (next: Partial<BoardState>) => replace({ ...latest.current, ...next }),
    [latest, replace],
  );
  const refresh = useCallback(
    () => setMoment((before) => ({ asOfMs: Date.now(), round: before.round + 1 })),
    [],
  );
  useRefreshEvery(isRelativeTime(range.to) ? refreshMs : 0, refresh);
  return { state, range, zone, refreshMs, asOfMs, round, asked, change, replace: replaceIn, refresh };
}

/** Again every so often; not in a hidden tab, which catches up when it is looked at again. */
function useRefreshEvery(everyMs: number, refresh: () => void): void {
  useEffect(() => {
    if (everyMs === 0) return undefined;
    let dueMs = Date.now() + everyMs;
    const tick = () => {
      if (document.hidden || Date.now() < dueMs) return;
      dueMs = Date.now() + everyMs;
      refresh();
    };
    const timer = window.setInterval(tick, Math.min(everyMs, 1000));
    document.addEventListener("visibilitychange", tick);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [everyMs, refresh]);
}
