import type { ResultKind } from "../../../domain/query/promql/ast.ts";
import type {
  PromFunction,
  RangeFunction,
  Signature,
  ValueFunction,
  VectorFunction,
} from "./PromFunction.ts";

type Options = Partial<Pick<Signature, "variadic" | "returns" | "isExperimental">>;

/** `kinds` in words: "matrix scalar". Returns an instant vector unless said otherwise. */
function signatureOf(kinds: string, options: Options): Signature {
  const args = kinds === "" ? [] : kinds.split(" ");
  return { args: args as ResultKind[], variadic: 0, returns: "vector", ...options };
}

/** A function of one range vector and nothing else; the metric's name goes. */
export function overRange(
  name: string,
  evaluate: RangeFunction["evaluate"],
  more: Partial<Omit<RangeFunction, "kind" | "evaluate">> & Options & { readonly args?: string } = {},
): PromFunction {
  const { args = "matrix", keepsName = false, noteSeries, complete, ...options } = more;
  const body: RangeFunction = {
    kind: "range",
    keepsName,
    evaluate,
    ...(noteSeries && { noteSeries }),
    ...(complete && { complete }),
  };
  return { name, signature: signatureOf(args, options), body };
}

export function overValues(
  name: string,
  evaluate: ValueFunction["evaluate"],
  more: Options & { readonly args?: string } = {},
): PromFunction {
  const { args = "vector", ...options } = more;
  return { name, signature: signatureOf(args, options), body: { kind: "value", evaluate } };
}

export function overVectors(
  name: string,
  args: string,
  body: Omit<VectorFunction, "kind"> & Options,
): PromFunction {
  const { evaluate, evaluatedArgs, ...options } = body;
  return {
    name,
    signature: signatureOf(args, options),
    body: { kind: "vector", evaluate, ...(evaluatedArgs !== undefined && { evaluatedArgs }) },
  };
}
