import { useEffect } from "react";
import { isRelativeTime } from "../../../../domain/time/parseTime.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import type { Explore } from "../state/useExplore.ts";
import type { HeldRuns } from "./heldRuns.ts";

export interface AutoRefreshContext {
  readonly explore: Explore;
  readonly held: HeldRuns;
  readonly isRunning: boolean;
}

/**
 * Runs again every `refreshMs`: only a range that ends now, never while a run is under way, and not in a hidden
 * tab, which catches up when it is looked at again.
 */
export function useAutoRefresh(context: AutoRefreshContext): void {
  const latest = useLatest(context);
  const { refreshMs, range } = context.explore.state;
  const isLive = refreshMs > 0 && isRelativeTime(range.to);
  useEffect(() => {
    if (!isLive) return undefined;
    let dueMs = Date.now() + refreshMs;
    const tick = () => {
      const { explore, held, isRunning } = latest.current;
      if (isRunning || document.hidden || Date.now() < dueMs) return;
      dueMs = Date.now() + refreshMs;
      held.join(true);
      explore.refresh();
    };
    const timer = window.setInterval(tick, Math.min(refreshMs, 1000));
    document.addEventListener("visibilitychange", tick);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [isLive, refreshMs, latest]);
}
