import { formatDuration } from "../../../../domain/time/duration.ts";
import { Badge } from "../../../ui/Badge.tsx";
import type { Tail } from "./useTail.ts";

/** How the live tail stands: following, how far behind, or paused. */
export function TailStatus({ tail }: { readonly tail: Tail }) {
  if (tail.failure !== "") {
    return (
      <Badge tone="warn" icon="triangle-alert">
        {tail.failure}
      </Badge>
    );
  }
  const lag = tail.lagMs === null ? "" : `, ${formatDuration(Math.round(tail.lagMs / 1000) * 1000)} behind`;
  return (
    <span role="status" aria-label="Live tail" aria-live="off" className="num px-1 text-2xs text-fg-3">
      {tail.isPaused ? `Paused${lag}` : `Following${lag}`}
    </span>
  );
}
