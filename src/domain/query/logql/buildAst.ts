import type { SyntaxNode } from "@lezer/common";
import type { AggregateExpr, Expr, LabelReplaceExpr, VectorExpr } from "./ast.ts";
import { type BuildContext, type LogqlMistake, readString, readText } from "./buildContext.ts";
import { buildLog, buildRange } from "./buildRange.ts";
import { buildGrouping, buildNumber } from "./buildTerms.ts";
import { isVariants } from "./kind.ts";
import { errorNodes, type LogqlParse, nodesNamed, nodesOf, parseLogql } from "./parse.ts";
import { type Item, rankOperators } from "./precedence.ts";

export type AstResult =
  | { readonly ok: true; readonly expr: Expr; readonly mistakes: readonly LogqlMistake[] }
  | { readonly ok: false };

/**
 * The query as a typed tree, with operators ranked as the server ranks them; not ok where the grammar refuses it.
 * `mistakes` are strings, durations and patterns that Loki would refuse.
 */
export function parseToAst(text: string): AstResult {
  return toAst(parseLogql(text), text);
}

/** The same for a text that is parsed already. */
export function toAst(parse: LogqlParse, text: string): AstResult {
  const { tree, isTooComplex, hiddenOffsets } = parse;
  if (isTooComplex || isVariants(text) || errorNodes(tree).length > 0) return { ok: false };
  const context: BuildContext = { text, hiddenOffsets, mistakes: [] };
  const top = tree.topNode.getChild("Expr");
  const expr = top ? build(context, top) : null;
  return expr ? { ok: true, expr, mistakes: context.mistakes } : { ok: false };
}

/** An Expr, LogExpr or MetricExpr node; parentheses say nothing any more. */
function build(context: BuildContext, node: SyntaxNode): Expr | null {
  const items: Item[] = [];
  flatten(context, node, items);
  return rankOperators(items);
}

/** Writes the operands and operators of an expression in text order. */
function flatten(context: BuildContext, node: SyntaxNode, items: Item[]): void {
  const inner = node.name === "Expr" ? nodesOf(node)[0] : node;
  const calculation = inner?.getChild("BinOpExpr");
  if (inner && !calculation) {
    const expr = buildOperand(context, inner);
    if (expr) items.push({ type: "operand", expr });
    return;
  }
  const [lhs, operator, modifier, rhs] = calculation ? nodesOf(calculation) : [];
  if (!lhs || !operator || !modifier || !rhs) return;
  flatten(context, lhs, items);
  items.push({
    type: "operator",
    operator: readText(context, operator).toLowerCase(),
    modifiers: {
      isBool: modifier.getChild("Bool") !== null,
      matching: matchingOf(context, modifier),
    },
  });
  flatten(context, rhs, items);
}

function matchingOf(context: BuildContext, modifier: SyntaxNode) {
  const which = modifier.getChild("OnOrIgnoringModifier");
  if (!which) return null;
  const names = (list: SyntaxNode | null) =>
    list ? nodesNamed(list, "GroupingLabel").map((label) => readText(context, label)) : [];
  const group = modifier.getChild("GroupLeft") ? "left" : modifier.getChild("GroupRight") ? "right" : null;
  return {
    isOn: which.getChild("On") !== null,
    labels: names(which.getChild("GroupingLabels")),
    group,
    include: names(modifier.getChild("GroupingLabels")),
  } as const;
}

function buildOperand(context: BuildContext, wrapper: SyntaxNode): Expr | null {
  if (wrapper.name === "LogExpr") return buildLog(context, wrapper);
  const [node] = nodesOf(wrapper);
  switch (node?.name) {
    case "MetricExpr":
      return build(context, node);
    case "RangeAggregationExpr":
      return buildRange(context, node);
    case "VectorAggregationExpr":
      return buildAggregate(context, node);
    case "LabelReplaceExpr":
      return buildLabelReplace(context, node);
    case "LiteralExpr":
      return buildNumber(context, node);
    case "VectorExpr":
      return buildVector(context, node);
    default:
      return null;
  }
}

function buildAggregate(context: BuildContext, node: SyntaxNode): AggregateExpr | null {
  const argument = node.getChild("MetricExpr");
  const expr = argument ? build(context, argument) : null;
  if (!expr) return null;
  const param = node.getChild("Number");
  return {
    type: "aggregate",
    name: readText(context, node.getChild("VectorOp")).toLowerCase(),
    param: param ? buildNumber(context, param) : null,
    grouping: buildGrouping(context, node.getChild("Grouping")),
    expr,
    from: node.from,
    to: node.to,
  };
}

function buildLabelReplace(context: BuildContext, node: SyntaxNode): LabelReplaceExpr | null {
  const argument = node.getChild("MetricExpr");
  const expr = argument ? build(context, argument) : null;
  const args = node.getChildren("String").map((literal) => readString(context, literal));
  return expr && { type: "label_replace", expr, args, from: node.from, to: node.to };
}

function buildVector(context: BuildContext, node: SyntaxNode): VectorExpr {
  const typed = readText(context, node.getChild("Number"));
  return { type: "vector", value: Number(typed), typed, from: node.from, to: node.to };
}
