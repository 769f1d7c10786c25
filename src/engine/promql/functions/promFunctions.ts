import { overRange, overValues } from "./define.ts";
import { extrapolation } from "./extrapolation.ts";
import { KahanSum } from "./KahanSum.ts";
import type { PromFunction } from "./PromFunction.ts";

const all: readonly PromFunction[] = [
  ...extrapolation,
  overValues("abs", Math.abs),
  overRange("sum_over_time", ({ values, from, to }) => {
    const sum = new KahanSum();
    for (let i = from; i < to; i++) sum.add(values[i] ?? 0);
    return Number.isFinite(sum.sum) ? sum.total : sum.sum;
  }),
];

/** Every function of PromQL by its name, with the signatures of Prometheus 3.15 (promql/parser/functions.go). */
export const promFunctions: ReadonlyMap<string, PromFunction> = new Map(
  all.map((promFunction) => [promFunction.name, promFunction]),
);
