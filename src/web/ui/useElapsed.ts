import { useEffect, useState } from "react";

/** Milliseconds since `startedAtMs` (performance.now), ten times a second while `isRunning`. */
export function useElapsed(startedAtMs: number, isRunning: boolean): number {
  const [nowMs, setNowMs] = useState(startedAtMs);
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => setNowMs(performance.now()), 100);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  return Math.max(0, nowMs - startedAtMs);
}
