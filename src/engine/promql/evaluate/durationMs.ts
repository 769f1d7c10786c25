import type { DurationValue } from "../../../domain/query/promql/ast.ts";
import { goRound } from "../../../domain/query/promql/goNumber.ts";
import { msOfNanoseconds } from "../../../domain/query/promql/promDuration.ts";
import { durationArithmetic, type DurationTimes, MAX_DURATION_SECONDS } from "../check/durationArithmetic.ts";

/**
 * A written duration in whole milliseconds, cut off as Prometheus does. The query was checked: what is no duration was
 * refused.
 */
export function durationMs(value: DurationValue, times: DurationTimes): number {
  if (value.type === "arithmetic") return Math.trunc(secondsOf(value, times) * 1000);
  // `offset NaN` is taken: Go makes the least 64-bit integer of it.
  const seconds = Number.isNaN(value.value) ? -MAX_DURATION_SECONDS : value.value;
  // A literal is rounded to nanoseconds first: 1001ms, which is 1.001 s as a float, keeps its last millisecond.
  return msOfNanoseconds(goRound(seconds * 1e9));
}

function secondsOf(value: DurationValue | null, times: DurationTimes): number {
  if (value === null) return 0;
  if (value.type === "number") return value.value;
  const rhs = secondsOf(value.rhs, times);
  if (value.operator === "group") return rhs;
  return durationArithmetic(value.operator, [secondsOf(value.lhs, times), rhs], times);
}
