import { useEffect, useState } from "react";
import { formatClock, timeParts } from "../../../../domain/time/timeParts.ts";
import { agoText } from "./agoText.ts";

const TICK_MS = 5000;
/** How long ago it was says the rest. */
const MINUTE_MS = 60_000;

/** Of when the board is, to the minute by the clock of its zone, and how long ago that was. */
export function UpdatedNote({ atMs, zone }: { readonly atMs: number; readonly zone: string }) {
  const [nowMs, setNowMs] = useState(atMs);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <span className="text-xs text-fg-2">
      Updated <span className="num">{formatClock(timeParts(atMs - (atMs % MINUTE_MS), zone))}</span>,{" "}
      {agoText(Math.max(0, nowMs - atMs))}
    </span>
  );
}
