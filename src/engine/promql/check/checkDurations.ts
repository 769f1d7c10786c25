import type { CheckNode } from "./CheckNode.ts";
import { durationArithmetic, type DurationTimes, MAX_DURATION_SECONDS } from "./durationArithmetic.ts";
import type { DurationNode } from "./DurationNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";

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

function checkDuration(duration: DurationNode, isOffset: boolean, times: DurationTimes): void {
  const seconds = secondsOf(duration, times);
  if (!Number.isFinite(seconds)) throw new DurationRefusal(duration, "duration is NaN or infinite");
  if (seconds <= 0 && !isOffset) throw new DurationRefusal(duration, "duration must be greater than 0");
  if (Math.abs(seconds) > MAX_DURATION_SECONDS)
    throw new DurationRefusal(duration, "duration is out of range");
}

function secondsOf(duration: DurationNode, times: DurationTimes): number {
  const { value, operation } = duration;
  if (!operation) return value ?? 0;
  const lhs = operation.lhs ? secondsOf(operation.lhs, times) : 0;
  const rhs = operation.rhs ? secondsOf(operation.rhs, times) : 0;
  if (rhs === 0 && operation.operator === "/") throw new DurationRefusal(duration, "division by zero");
  if (rhs === 0 && operation.operator === "%") throw new DurationRefusal(duration, "modulo by zero");
  return durationArithmetic(operation.operator, [lhs, rhs], times);
}
