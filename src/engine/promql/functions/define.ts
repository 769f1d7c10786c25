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

/** A function of one range vector and nothing else, unless `args` says more; the metric's name goes. */
export function overRange(
  name: string,
  evaluate: RangeFunction["evaluate"],
  more: Options & { readonly args?: string; readonly keepsName?: boolean } = {},
): PromFunction {
  const { args = "matrix", keepsName = false, ...options } = more;
  return { name, signature: signatureOf(args, options), body: { kind: "range", keepsName, evaluate } };
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
  { evaluate, ...options }: Omit<VectorFunction, "kind"> & Options,
): PromFunction {
  return { name, signature: signatureOf(args, options), body: { kind: "vector", evaluate } };
}

/** Its signature alone: the evaluator answers it by itself. */
export function byEvaluator(name: string, args: string, options: Options = {}): PromFunction {
  return overVectors(name, args, {
    ...options,
    evaluate: () => {
      throw new TypeError(`${name}() is answered by the evaluator`);
    },
  });
}
