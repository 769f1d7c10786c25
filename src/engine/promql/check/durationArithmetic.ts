import { goPow } from "../functions/goMath.ts";

export type DurationOperator = "+" | "-" | "*" | "/" | "%" | "^" | "step" | "range" | "min_of" | "max_of";

/** What `step()` and `range()` in a duration stand for: those of the query, zero in an instant query. */
export interface DurationTimes {
  readonly stepMs: number;
  readonly rangeMs: number;
}

/** What an operator makes of two durations, all in seconds; a sign and a function without arguments have zeros for them. */
export function durationArithmetic(
  operator: DurationOperator,
  [lhs, rhs]: readonly [lhs: number, rhs: number],
  { stepMs, rangeMs }: DurationTimes,
): number {
  switch (operator) {
    case "step":
      return stepMs / 1000;
    case "range":
      return rangeMs / 1000;
    case "min_of":
      return Math.min(lhs, rhs);
    case "max_of":
      return Math.max(lhs, rhs);
    case "+":
      return lhs + rhs;
    case "-":
      return lhs - rhs;
    case "*":
      return lhs * rhs;
    case "/":
      return lhs / rhs;
    case "%":
      return lhs % rhs;
    case "^":
      return goPow(lhs, rhs);
  }
}

/** Go's 2^63 nanoseconds. */
export const MAX_DURATION_SECONDS = 2 ** 63 / 1e9;
