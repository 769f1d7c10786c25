import type { SyntaxNode } from "@lezer/common";
import type { Grouping, NumberExpr } from "./ast.ts";
import { type BuildContext, readText, readVariable } from "./buildContext.ts";
import { nodesNamed } from "./parse.ts";

/** A Number or LiteralExpr node. */
export function buildNumber(context: BuildContext, node: SyntaxNode): NumberExpr {
  const { from, to } = node;
  const value = Number(readText(context, node).replaceAll(/\s/g, ""));
  return { type: "number", value, variable: readVariable(context, node), from, to };
}

export function buildGrouping(context: BuildContext, node: SyntaxNode | null): Grouping | null {
  if (!node) return null;
  const list = node.getChild("Labels");
  const labels = list ? nodesNamed(list, "Identifier").map((label) => readText(context, label)) : [];
  return { isWithout: node.getChild("Without") !== null, labels, from: node.from, to: node.to };
}
