import type { ReactNode } from "react";
import { EmptyState } from "../../ui/EmptyState.tsx";

export interface LogNothingProps {
  /** What may be the cause, each a sentence; the likeliest first. */
  readonly reasons: readonly string[];
  /** The next step first: a button that widens the range, one that offers the nearest label. */
  readonly actions?: ReactNode;
}

/** No line matched: why that may be (L4), and one way on. */
export function LogNothing({ reasons, actions }: LogNothingProps) {
  return (
    <EmptyState icon="search-x" title="No lines match" actions={actions}>
      {reasons.length === 0 ? (
        <p>The source has no line for this query in this range. Widen the range or drop a filter.</p>
      ) : (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </EmptyState>
  );
}
