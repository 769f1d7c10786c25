import { goPow } from "../../functions/goMath.ts";

/** What an arithmetic operator makes of two numbers. */
const ARITHMETIC: ReadonlyMap<string, (lhs: number, rhs: number) => number> = new Map([
  ["+", (lhs, rhs) => lhs + rhs],
  ["-", (lhs, rhs) => lhs - rhs],
  ["*", (lhs, rhs) => lhs * rhs],
  ["/", (lhs, rhs) => lhs / rhs],
  ["%", (lhs, rhs) => lhs % rhs],
  ["^", goPow],
  ["atan2", Math.atan2],
]);

const COMPARISON: ReadonlyMap<string, (lhs: number, rhs: number) => boolean> = new Map([
  ["==", (lhs, rhs) => lhs === rhs],
  ["!=", (lhs, rhs) => lhs !== rhs],
  [">", (lhs, rhs) => lhs > rhs],
  ["<", (lhs, rhs) => lhs < rhs],
  [">=", (lhs, rhs) => lhs >= rhs],
  ["<=", (lhs, rhs) => lhs <= rhs],
]);

export const SET_OPERATORS: ReadonlySet<string> = new Set(["and", "or", "unless"]);

/** Cut native histograms; on numbers they come to nothing. */
export const TRIM_OPERATORS: ReadonlySet<string> = new Set(["</", ">/"]);

/** An operator with its modifier `bool`, ready for numbers. `isKept` is null for arithmetic, which keeps everything. */
export interface ElementOperation {
  readonly valueOf: (lhs: number, rhs: number) => number;
  readonly isKept: ((lhs: number, rhs: number) => boolean) | null;
  /** The result is another metric, so the name goes. */
  readonly dropsName: boolean;
}

export function elementOperation(operator: string, isBool: boolean): ElementOperation {
  const arithmetic = ARITHMETIC.get(operator);
  if (arithmetic) return { valueOf: arithmetic, isKept: null, dropsName: true };
  const compare = COMPARISON.get(operator);
  if (!compare) return { valueOf: () => 0, isKept: () => false, dropsName: false };
  if (isBool) return { valueOf: (lhs, rhs) => (compare(lhs, rhs) ? 1 : 0), isKept: null, dropsName: true };
  return { valueOf: (lhs) => lhs, isKept: compare, dropsName: false };
}
