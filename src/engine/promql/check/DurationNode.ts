import type { DurationOperator } from "./durationArithmetic.ts";

/** A duration with its place (UTF-16): a literal in seconds, or arithmetic that is worked out when the query runs. */
export interface DurationNode {
  readonly from: number;
  readonly to: number;
  /** Null for arithmetic. */
  readonly value: number | null;
  readonly operation: {
    readonly operator: DurationOperator;
    /** Both null for step() and range(), the left one for a sign. */
    readonly lhs: DurationNode | null;
    readonly rhs: DurationNode | null;
  } | null;
}
