import type { BinaryExpr, BinaryModifiers, Expr, ResultKind, UnaryExpr } from "./ast.ts";

/** One element of an expression before operators are ranked: operands between operators, signs before operands. */
export type Item =
  | { readonly type: "operand"; readonly expr: Expr }
  | { readonly type: "sign"; readonly operator: "+" | "-"; readonly from: number }
  | { readonly type: "operator"; readonly operator: string; readonly modifiers: BinaryModifiers };

/** From the language reference, "Binary operator precedence"; only `^` binds from right to left. */
const RANK: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  "<=": 3,
  "<": 3,
  ">=": 3,
  ">": 3,
  "</": 3,
  ">/": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  atan2: 5,
  "^": 6,
};
const POWER = 6;

/**
 * Ranks operators the way Prometheus' own grammar does. The tree of the Lezer grammar cannot be taken as it is:
 * it reads `a + b offset 5m * c` as `((a + b) offset 5m) * c` and `-1 ^ 2` as `(-1) ^ 2`.
 */
export function rankOperators(items: readonly Item[]): Expr | null {
  let at = 0;

  function expression(lowest: number): Expr | null {
    let lhs = operand();
    for (let item = items[at]; lhs && item?.type === "operator"; item = items[at]) {
      const rank = RANK[item.operator] ?? 0;
      if (rank < lowest) return lhs;
      at++;
      const rhs = expression(rank === POWER ? rank : rank + 1);
      lhs = rhs && combine(lhs, rhs, item);
    }
    return lhs;
  }

  function operand(): Expr | null {
    const item = items[at++];
    if (item?.type === "operand") return item.expr;
    if (item?.type !== "sign") return null;
    const inner = expression(POWER);
    return inner && signed(item, inner);
  }

  return expression(0);
}

function combine(lhs: Expr, rhs: Expr, { operator, modifiers }: Item & { type: "operator" }): BinaryExpr {
  const kind: ResultKind = lhs.kind === "scalar" && rhs.kind === "scalar" ? "scalar" : "vector";
  return {
    type: "binary",
    operator,
    ...modifiers,
    lhs,
    rhs,
    kind,
    depth: Math.max(lhs.depth, rhs.depth) + 1,
    from: lhs.from,
    to: rhs.to,
  };
}

/**
 * A sign before a literal is part of the literal. So is the plus of `+Inf ^ x`, which is how Prometheus prints
 * `Inf ^ x`; taken as a sign, each formatting would add one more (as it does in Prometheus 3.15).
 */
function signed({ operator, from }: Item & { type: "sign" }, expr: Expr): Expr {
  if (expr.type === "number") return { ...expr, from, value: operator === "-" ? -expr.value : expr.value };
  if (operator === "+" && startsWithInfinity(expr)) return expr;
  const unary: UnaryExpr = {
    type: "unary",
    operator,
    expr,
    kind: expr.kind,
    depth: expr.depth + 1,
    from,
    to: expr.to,
  };
  return unary;
}

function startsWithInfinity(expr: Expr): boolean {
  let first = expr;
  while (first.type === "binary") first = first.lhs;
  return first !== expr && first.type === "number" && first.value === Infinity;
}
