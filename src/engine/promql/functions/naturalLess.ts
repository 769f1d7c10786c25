import { compareUtf8 } from "../../labels/compareUtf8.ts";

/**
 * Natural order as facette/natsort has it, which Prometheus sorts labels by: runs of digits as numbers, all else as
 * text. Of texts that differ only in leading zeros, each comes before the other.
 */
export function naturalLess(a: string, b: string): boolean {
  const left = runsOf(a);
  const right = runsOf(b);
  for (const [i, one] of left.entries()) {
    const other = right[i];
    if (other === undefined) return false;
    const order = compareRuns(one, other);
    if (order !== 0) return order < 0;
    if (i === left.length - 1) return true;
    if (i === right.length - 1) return false;
  }
  return false;
}

const RUN = /\d+|\D+/gu;
const MAX_INT64 = 2n ** 63n - 1n;

const runsOf = (text: string): readonly string[] => text.match(RUN) ?? [];

function compareRuns(a: string, b: string): number {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left === null || right === null) return compareUtf8(a, b);
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** Digits that a number holds exactly. */
const EXACT_DIGITS = 15;

/** Null beyond 64 bits, where digits are a text again. */
function numberOf(run: string): number | bigint | null {
  if (!/^\d/.test(run)) return null;
  if (run.length <= EXACT_DIGITS) return Number(run);
  const value = BigInt(run);
  return value > MAX_INT64 ? null : value;
}
