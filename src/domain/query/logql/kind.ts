import type { SyntaxNode } from "@lezer/common";
import { errorNodes, nodesNamed, nodesOf, parseLogql } from "./parse.ts";

export type LogqlKind = "log" | "metric" | "invalid";

/** `variants(…) of (…)` counts several things in one pass over the logs; the grammar does not read it. */
const VARIANTS = /^\s*variants\s*\(/i;

export function isVariants(text: string): boolean {
  return VARIANTS.test(text);
}

/**
 * What the server will answer with, by the parse tree (B4); variables may still be in the text. A text that is too
 * complex to be judged is of the kind of its outermost expression.
 */
export function logqlKind(text: string): LogqlKind {
  if (isVariants(text)) return "metric";
  const { tree, isTooComplex } = parseLogql(text);
  const expr = tree.topNode.getChild("Expr");
  const inner = expr && nodesOf(expr)[0];
  if (!inner) return "invalid";
  if (!isTooComplex && (errorNodes(tree).length > 0 || hasLogOperand(tree.topNode))) return "invalid";
  if (inner.name === "LogExpr") return "log";
  return inner.name === "MetricExpr" ? "metric" : "invalid";
}

/** `{a="b"} or {c="d"}` is in the grammar, but Loki only calculates with metric queries. */
function hasLogOperand(top: SyntaxNode): boolean {
  return nodesNamed(top, "BinOpExpr").some((node) =>
    node.getChildren("Expr").some((operand) => operand.getChild("LogExpr")),
  );
}
