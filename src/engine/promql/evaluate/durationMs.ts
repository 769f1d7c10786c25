import type { DurationArithmetic, DurationValue } from "../../../domain/query/promql/ast.ts";
import { goRound } from "../../../domain/query/promql/goNumber.ts";
import { msOfNanoseconds } from "../../../domain/query/promql/promDuration.ts";
import { EngineError } from "../../EngineError.ts";
import { goPow } from "../functions/goMath.ts";

/** What `step()` and `range()` in a duration stand for. */
export interface DurationContext {
  readonly stepMs: number;
  readonly rangeMs: number;
}

/** Go's int64 nanoseconds, in seconds. */
const MAX_SECONDS = 2 ** 63 / 1e9;

/**
 * A written duration in whole milliseconds, cut off as Prometheus does. Throws bad_data with the texts of
 * promql/durations.go, without the place.
 */
export function durationMs(value: DurationValue, context: DurationContext): number {
  // A literal is rounded to nanoseconds first: 1001ms, which is 1.001 s as a float, keeps its last millisecond.
  if (value.type === "number") return msOfNanoseconds(goRound(value.value * 1e9));
  const seconds = secondsOf(value, context);
  if (!Number.isFinite(seconds)) throw badDuration("duration is NaN or infinite");
  if (Math.abs(seconds) > MAX_SECONDS) throw badDuration("duration is out of range");
  return Math.trunc(seconds * 1000);
}

/** A range or the step of a subquery, which must be above zero. */
export function positiveDurationMs(value: DurationValue, context: DurationContext): number {
  const ms = durationMs(value, context);
  if (value.type === "arithmetic" && !(secondsOf(value, context) > 0))
    throw badDuration("duration must be greater than 0");
  return ms;
}

function secondsOf(value: DurationValue | null, context: DurationContext): number {
  if (value === null) return 0;
  return value.type === "number" ? value.value : arithmetic(value, context);
}

function arithmetic(value: DurationArithmetic, context: DurationContext): number {
  const lhs = secondsOf(value.lhs, context);
  const rhs = secondsOf(value.rhs, context);
  switch (value.operator) {
    case "step":
      return context.stepMs / 1000;
    case "range":
      return context.rangeMs / 1000;
    case "min_of":
      return Math.min(lhs, rhs);
    case "max_of":
      return Math.max(lhs, rhs);
    case "group":
      return rhs;
    case "+":
      return lhs + rhs;
    case "-":
      return lhs - rhs;
    case "*":
      return lhs * rhs;
    case "/":
      if (rhs === 0) throw badDuration("division by zero");
      return lhs / rhs;
    case "%":
      if (rhs === 0) throw badDuration("modulo by zero");
      return lhs % rhs;
    case "^":
      return goPow(lhs, rhs);
  }
}

const badDuration = (text: string): EngineError =>
  new EngineError("bad_data", `invalid parameter "query": ${text}`);
