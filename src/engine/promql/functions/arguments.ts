import type { StepScalar, StepVector } from "../value/StepVector.ts";
import type { VectorCall } from "./PromFunction.ts";

/* The call was checked against the signature, so that an argument of another kind is a mistake of ours. */

export function vectorOf(call: VectorCall, index: number): StepVector {
  const argument = call.args[index];
  if (argument?.kind !== "vector") throw new TypeError(`no vector as argument ${index} of ${call.expr.name}`);
  return argument.vector;
}

export function scalarOf(call: VectorCall, index: number): StepScalar {
  const argument = call.args[index];
  if (argument?.kind !== "scalar") throw new TypeError(`no scalar as argument ${index} of ${call.expr.name}`);
  return argument.scalar;
}

export function textOf(call: VectorCall, index: number): string {
  const argument = call.args[index];
  if (argument?.kind !== "string") throw new TypeError(`no string as argument ${index} of ${call.expr.name}`);
  return argument.text;
}
