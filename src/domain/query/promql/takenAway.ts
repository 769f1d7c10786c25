import type { BinaryExpr, Expr } from "./ast.ts";
import { childrenOf } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { applyEdits } from "./editText.ts";
import { maskVariables } from "./variables.ts";

/** What may leave nothing of a query although each of its selectors has series. */
export type TakenAway =
  /** `up == 0`, `x and y`, `x / y`: the same query with one side alone shows what there is to compare. */
  | {
      readonly kind: "comparison" | "set" | "matching";
      readonly operator: string;
      readonly without: string;
    }
  | { readonly kind: "absent"; readonly operator: string };

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const SETS: ReadonlySet<string> = new Set(["and", "unless"]);

/** The outermost part of a query, as typed, that drops series; null where nothing does, or it does not parse. */
export function takenAway(text: string): TakenAway | null {
  const parsed = parseToAst(maskVariables(text));
  return parsed.ok ? find(parsed.expr, text) : null;
}

function find(expr: Expr, text: string): TakenAway | null {
  if (expr.type === "call" && expr.name.startsWith("absent")) return { kind: "absent", operator: expr.name };
  if (expr.type === "binary") {
    const kind = kindOf(expr);
    if (kind) return { kind, operator: expr.operator, without: alone(expr, text) };
  }
  for (const child of childrenOf(expr)) {
    const found = find(child, text);
    if (found) return found;
  }
  return null;
}

function kindOf({ operator, isBool, lhs, rhs }: BinaryExpr): "comparison" | "set" | "matching" | null {
  if (SETS.has(operator)) return "set";
  const areBothVectors = lhs.kind === "vector" && rhs.kind === "vector";
  if (COMPARISONS.has(operator) && !isBool && (lhs.kind === "vector" || rhs.kind === "vector"))
    return "comparison";
  return areBothVectors && operator !== "or" ? "matching" : null;
}

/** The text with the vector of a binary expression in the place of all of it. */
function alone({ lhs, rhs, from, to }: BinaryExpr, text: string): string {
  const kept = lhs.kind === "vector" ? lhs : rhs;
  return applyEdits(text, [
    { from, to: kept.from, insert: "" },
    { from: kept.to, to, insert: "" },
  ]);
}
