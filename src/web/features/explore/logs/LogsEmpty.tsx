import { EmptyState } from "../../../ui/EmptyState.tsx";
import type { Explore } from "../state/useExplore.ts";
import type { LogLines } from "./useLogSessions.ts";

export interface LogsEmptyProps {
  readonly explore: Explore;
  readonly lines: LogLines;
}

/** Why there is no line, and the next step. */
export function LogsEmpty(_props: LogsEmptyProps) {
  return (
    <EmptyState icon="search-x" title="No lines match">
      The source has no line for this query in this range. Widen the range, or drop a filter.
    </EmptyState>
  );
}
