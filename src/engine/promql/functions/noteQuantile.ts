import { formatGoValue } from "../../../domain/query/promql/goNumber.ts";
import type { Notes } from "./PromFunction.ts";

/** Tells of a quantile that cannot be. */
export function noteQuantile(q: number, notes: Notes, argument: number): void {
  if (!(q >= 0 && q <= 1)) notes.warn(badQuantile(q), argument);
}

export const badQuantile = (q: number): string =>
  `quantile value should be between 0 and 1, got ${formatGoValue(q)}`;
