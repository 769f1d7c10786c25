import { overValues, overVectors } from "./define.ts";
import { goAcos, goAsin, goCosh, goExp, goLog, goLog10, goLog2, goMax, goMin, goSinh } from "./goMath.ts";
import type { PromFunction } from "./PromFunction.ts";
import { combineScalars } from "./scalars.ts";

/** Ties go up. By the inverse, which keeps decimals like 0.1 closer to what was meant. */
function round(value: number, [toNearest = 1]: readonly number[]): number {
  const inverse = 1 / toNearest;
  return Math.floor(value * inverse + 0.5) / inverse;
}

function clamp(value: number, [least = -Infinity, most = Infinity]: readonly number[]): number | undefined {
  return most < least ? undefined : goMax(least, goMin(most, value));
}

const clampMin = (value: number, [least = 0]: readonly number[]): number =>
  goMax(least, goMin(Infinity, value));
const clampMax = (value: number, [most = 0]: readonly number[]): number =>
  goMax(-Infinity, goMin(most, value));

/** `Math.x` called with the value alone. */
const plain: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  acos: goAcos,
  acosh: Math.acosh,
  asin: goAsin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: goCosh,
  deg: (value) => (value * 180) / Math.PI,
  exp: goExp,
  floor: Math.floor,
  ln: goLog,
  log10: goLog10,
  log2: goLog2,
  rad: (value) => (value * Math.PI) / 180,
  sgn: Math.sign,
  sin: Math.sin,
  sinh: goSinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

const SCALAR = { returns: "scalar", isExperimental: true } as const;

export const arithmetic: readonly PromFunction[] = [
  ...Object.entries(plain).map(([name, evaluate]) => overValues(name, evaluate)),
  overValues("round", round, { args: "vector scalar", variadic: 1 }),
  overValues("clamp", clamp, { args: "vector scalar scalar" }),
  overValues("clamp_min", clampMin, { args: "vector scalar" }),
  overValues("clamp_max", clampMax, { args: "vector scalar" }),
  overVectors("max_of", "scalar scalar", { ...SCALAR, evaluate: (call) => combineScalars(call, goMax) }),
  overVectors("min_of", "scalar scalar", { ...SCALAR, evaluate: (call) => combineScalars(call, goMin) }),
];
