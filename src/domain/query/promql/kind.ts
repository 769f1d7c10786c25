import type { ResultKind } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { maskVariables } from "./variables.ts";

/** What the server will answer with; null for text that does not parse. Variables may still be in it. */
export function resultKind(text: string): ResultKind | null {
  const parsed = parseToAst(maskVariables(text));
  return parsed.ok ? parsed.expr.kind : null;
}

/** True for `up[5m]` and `up[1h:5m]`, which only an instant query answers: a range query over them is refused. */
export function isRangeSelectorOnly(text: string): boolean {
  return resultKind(text) === "matrix";
}
