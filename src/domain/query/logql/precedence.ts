import type { BinaryModifiers, Expr, NumberExpr } from "./ast.ts";

/** One element of an expression before operators are ranked: operands between operators. */
export type Item =
  | { readonly type: "operand"; readonly expr: Expr }
  | { readonly type: "operator"; readonly operator: string; readonly modifiers: BinaryModifiers };

/** From Loki's documentation, "Order of operations"; only `^` binds from right to left. */
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
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "^": 6,
};
const POWER = 6;

export function isLogical(operator: string): boolean {
  return operator === "or" || operator === "and" || operator === "unless";
}

/**
 * Ranks operators the way Loki's own grammar does: the Lezer grammar reads `1 + 2 * 3` as `(1 + 2) * 3`. Two numbers
 * become one, as in Loki.
 */
export function rankOperators(items: readonly Item[]): Expr | null {
  let at = 0;

  function expression(lowest: number): Expr | null {
    const first = items[at++];
    let lhs = first?.type === "operand" ? first.expr : null;
    for (let item = items[at]; lhs && item?.type === "operator"; item = items[at]) {
      const rank = RANK[item.operator] ?? 0;
      if (rank < lowest) return lhs;
      at++;
      const rhs = expression(rank === POWER ? rank : rank + 1);
      lhs = rhs && combine(lhs, rhs, item);
    }
    return lhs;
  }

  return expression(0);
}

function combine(lhs: Expr, rhs: Expr, { operator, modifiers }: Item & { type: "operator" }): Expr {
  const folded = lhs.type === "number" && rhs.type === "number" ? fold(lhs, rhs, operator) : null;
  if (folded) return folded;
  return { type: "binary", operator, ...modifiers, lhs, rhs, from: lhs.from, to: rhs.to };
}

/** Null where the result is no number that LogQL can write, or is known to the server only. */
function fold(lhs: NumberExpr, rhs: NumberExpr, operator: string): NumberExpr | null {
  if (lhs.variable !== null || rhs.variable !== null) return null;
  const value = calculate(lhs.value, rhs.value, operator);
  if (value === null || !Number.isFinite(value)) return null;
  return { type: "number", value, variable: null, from: lhs.from, to: rhs.to };
}

function calculate(lhs: number, rhs: number, operator: string): number | null {
  switch (operator) {
    case "+":
      return lhs + rhs;
    case "-":
      return lhs - rhs;
    case "*":
      return lhs * rhs;
    case "/":
      return rhs === 0 ? null : lhs / rhs;
    case "%":
      return rhs === 0 ? null : lhs % rhs;
    case "^":
      return lhs ** rhs;
    case "==":
      return Number(lhs === rhs);
    case "!=":
      return Number(lhs !== rhs);
    case ">":
      return Number(lhs > rhs);
    case ">=":
      return Number(lhs >= rhs);
    case "<":
      return Number(lhs < rhs);
    case "<=":
      return Number(lhs <= rhs);
    default:
      return null;
  }
}

/** Whether an operand that is a calculation itself would be read otherwise without parentheses. */
export function needsParentheses(parent: string, child: string, isRight: boolean): boolean {
  const outer = RANK[parent] ?? 0;
  const inner = RANK[child] ?? 0;
  if (inner !== outer) return inner < outer;
  return outer === POWER ? !isRight : isRight;
}
