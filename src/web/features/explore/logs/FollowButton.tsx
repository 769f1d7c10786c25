import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { formatDuration } from "../../../../domain/time/duration.ts";
import { isRelativeTime } from "../../../../domain/time/parseTime.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { Button } from "../../../ui/Button.tsx";
import type { Explore } from "../state/useExplore.ts";

/** A tail begins with what came lately, not with a day of lines. */
const LONGEST_MS = 15 * 60_000;

export interface FollowButtonProps {
  readonly explore: Explore;
  readonly askedRange: ResolvedRange;
}

/** Follows the newest lines as they come (N3); the range then ends now. */
export function FollowButton({ explore, askedRange }: FollowButtonProps) {
  const { isLive } = explore.state.logs;
  const follow = (draft: ExploreState): ExploreState => {
    const lengthMs = Math.min(LONGEST_MS, askedRange.endMs - askedRange.startMs);
    const range = isRelativeTime(draft.range.to)
      ? draft.range
      : { from: `now-${formatDuration(Math.max(60_000, lengthMs))}`, to: "now" };
    return { ...draft, range, refreshMs: 0, logs: { ...draft.logs, isLive: true, line: "" } };
  };
  return (
    <Button
      isPressed={isLive}
      icon="play"
      aria-label="Follow"
      onClick={() => {
        if (isLive) explore.view({ logs: { ...explore.state.logs, isLive: false } });
        else explore.run(follow);
      }}
    >
      <span className="max-sm:hidden">Follow</span>
    </Button>
  );
}
