import { absentFunctions } from "./absent.ts";
import { arithmetic } from "./arithmetic.ts";
import { calendar } from "./calendar.ts";
import { extrapolation } from "./extrapolation.ts";
import { histogramFunctions } from "./histogramFunctions.ts";
import { infoFunctions } from "./info.ts";
import { labelFunctions } from "./labelFunctions.ts";
import { overTime } from "./overTime.ts";
import type { PromFunction } from "./PromFunction.ts";
import { regression } from "./regression.ts";
import { scalars } from "./scalars.ts";
import { sorting } from "./sorting.ts";
import { spread } from "./spread.ts";
import { transitions } from "./transitions.ts";

const families: readonly (readonly PromFunction[])[] = [
  absentFunctions,
  arithmetic,
  calendar,
  extrapolation,
  histogramFunctions,
  infoFunctions,
  labelFunctions,
  overTime,
  regression,
  scalars,
  sorting,
  spread,
  transitions,
];

/** Every function of PromQL by its name, with the signatures of Prometheus 3.15 (promql/parser/functions.go). */
export const promFunctions: ReadonlyMap<string, PromFunction> = new Map(
  families.flat().map((promFunction) => [promFunction.name, promFunction]),
);
