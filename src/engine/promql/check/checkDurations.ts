import { goPow } from "../functions/goMath.ts";
import type { CheckNode } from "./CheckNode.ts";
import type { DurationNode } from "./DurationNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";

/** What `step()` and `range()` stand for: those of the query, zero in an instant query. */
export interface DurationTimes {
  readonly stepMs: number;
  readonly rangeMs: number;
}

/** Arithmetic with durations whose result is none. Unlike others it is told by its place from start to end. */
export class DurationRefusal extends ParseRefusal {
  readonly to: number;

  constructor({ from, to }: DurationNode, message: string) {
    super(from, message);
    this.to = to;
  }
}

/** Throws a DurationRefusal at the first duration that Prometheus refuses once it knows the query's times. */
export function checkDurations(node: CheckNode, times: DurationTimes): void {
  for (const [duration, isOffset] of durationsOf(node)) {
    if (duration?.operation) checkDuration(duration, isOffset, times);
  }
  for (const child of childrenOf(node)) checkDurations(child, times);
}

/** In the order of promql/durations.go. */
function durationsOf(
  node: CheckNode,
): readonly (readonly [duration: DurationNode | null, isOffset: boolean])[] {
  switch (node.type) {
    case "vector":
      return [[node.offset, true]];
    case "matrix":
      return [
        [node.range, false],
        [node.offset, true],
      ];
    case "subquery":
      return [
        [node.offset, true],
        [node.step, false],
        [node.range, false],
      ];
    default:
      return [];
  }
}

function childrenOf(node: CheckNode): readonly CheckNode[] {
  switch (node.type) {
    case "aggregate":
      return node.param ? [node.expr, node.param] : [node.expr];
    case "binary":
      return [node.lhs, node.rhs];
    case "call":
      return node.args;
    case "subquery":
    case "paren":
    case "unary":
      return [node.expr];
    default:
      return [];
  }
}

/** Go's 2^63 nanoseconds, in seconds. */
const MAX_SECONDS = 2 ** 63 / 1e9;

function checkDuration(duration: DurationNode, isOffset: boolean, times: DurationTimes): void {
  const seconds = secondsOf(duration, times);
  if (!Number.isFinite(seconds)) throw new DurationRefusal(duration, "duration is NaN or infinite");
  if (seconds <= 0 && !isOffset) throw new DurationRefusal(duration, "duration must be greater than 0");
  if (Math.abs(seconds) > MAX_SECONDS) throw new DurationRefusal(duration, "duration is out of range");
}

function secondsOf(duration: DurationNode, times: DurationTimes): number {
  const { value, operation } = duration;
  if (!operation) return value ?? 0;
  const lhs = operation.lhs ? secondsOf(operation.lhs, times) : 0;
  const rhs = operation.rhs ? secondsOf(operation.rhs, times) : 0;
  switch (operation.operator) {
    case "step":
      return times.stepMs / 1000;
    case "range":
      return times.rangeMs / 1000;
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
      if (rhs === 0) throw new DurationRefusal(duration, "division by zero");
      return lhs / rhs;
    case "%":
      if (rhs === 0) throw new DurationRefusal(duration, "modulo by zero");
      return lhs % rhs;
    case "^":
      return goPow(lhs, rhs);
  }
}
