import type { SyntaxNode } from "@lezer/common";
import type { ParseResult } from "../boundedParse.ts";
import type { AggregateExpr, CallExpr, Expr, ResultKind } from "./ast.ts";
import { applyTimeModifier } from "./applyTimeModifier.ts";
import { type BuildContext, refuse, type Span, textOf } from "./buildContext.ts";
import { readSigned } from "./buildDuration.ts";
import { modifiersOf } from "./buildModifiers.ts";
import { buildSelector, readLabelName, readString } from "./buildSelector.ts";
import { errorsIn, nodesOf, parsePromql } from "./parse.ts";
import { type Item, rankOperators } from "./precedence.ts";
import { rememberLast } from "./rememberLast.ts";

interface AstError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type AstResult =
  | { readonly ok: true; readonly expr: Expr }
  | { readonly ok: false; readonly error: AstError };

/** The query as a typed tree, with operators ranked as the server ranks them; or the first place that is no PromQL. */
export const parseToAst = rememberLast((text: string): AstResult => toAst(parsePromql(text), text));

function toAst({ tree, isTooComplex }: ParseResult, text: string): AstResult {
  if (isTooComplex)
    return failure({ from: 0, to: text.length, message: "the query is too long or too deeply nested" });
  const [syntaxError] = errorsIn(tree, text);
  if (syntaxError) return failure(syntaxError);
  const context: BuildContext = { text, error: null };
  const top = nodesOf(tree.topNode)[0];
  const expr = top ? build(context, top) : null;
  if (context.error) return failure(context.error);
  return expr ? { ok: true, expr } : failure({ from: 0, to: text.length, message: "no expression found" });
}

function failure(error: AstError): AstResult {
  return { ok: false, error };
}

function build(context: BuildContext, node: SyntaxNode): Expr {
  const items: Item[] = [];
  flatten(context, node, items);
  const expr = rankOperators(items);
  if (!expr) refuse(context, node, "operand missing");
  return expr ?? standIn(node);
}

function standIn({ from, to }: Span): Expr {
  return { type: "number", kind: "scalar", depth: 1, from, to, value: 0, isDuration: false };
}

/** Node name → true where the node modifies the operand before it. */
const MODIFIERS = new Set([
  "OffsetExpr",
  "StepInvariantExpr",
  "AnchoredExpr",
  "SmoothedExpr",
  "MatrixSelector",
  "SubqueryExpr",
]);

/** Undoes the grammar's own ranking: writes the operands, signs and operators of an expression in text order. */
function flatten(context: BuildContext, node: SyntaxNode, items: Item[]): void {
  const nodes = nodesOf(node);
  const [first] = nodes;
  const last = nodes.at(-1);
  if (node.name === "BinaryExpr" && first && last) {
    flatten(context, first, items);
    items.push({
      type: "operator",
      operator: operatorOf(context, nodes[1]),
      modifiers: modifiersOf(context, nodes),
    });
    flatten(context, last, items);
  } else if (node.name === "UnaryExpr" && first && last) {
    items.push({ type: "sign", operator: textOf(context, first) === "-" ? "-" : "+", from: first.from });
    flatten(context, last, items);
  } else if (node.name === "NumberDurationLiteral") {
    pushNumber(context, node, items);
  } else if (MODIFIERS.has(node.name) && first) {
    flatten(context, first, items);
    const operand = items.pop();
    if (operand?.type !== "operand") return refuse(context, node, "modifier without a selector");
    items.push({ type: "operand", expr: applyTimeModifier(context, operand.expr, node) });
  } else {
    items.push({ type: "operand", expr: buildOperand(context, node) });
  }
}

function operatorOf(context: BuildContext, node: SyntaxNode | undefined): string {
  return node ? textOf(context, node).toLowerCase() : "";
}

function pushNumber(context: BuildContext, node: SyntaxNode, items: Item[]): void {
  const sign = context.text[node.from];
  const isSigned = sign === "-" || sign === "+";
  if (isSigned) items.push({ type: "sign", operator: sign, from: node.from });
  const { value, isDuration } = readSigned(context, node);
  const unsigned = { type: "number", kind: "scalar", depth: 1, value: Math.abs(value), isDuration } as const;
  items.push({ type: "operand", expr: { ...unsigned, from: node.from, to: node.to } });
}

function buildOperand(context: BuildContext, node: SyntaxNode): Expr {
  const { from, to } = node;
  switch (node.name) {
    case "VectorSelector":
      return buildSelector(context, node);
    case "StringLiteral":
      return { type: "string", kind: "string", depth: 1, from, to, value: readString(context, node) };
    case "AggregateExpr":
      return buildAggregate(context, node);
    case "FunctionCall":
      return buildCall(context, node);
    case "ParenExpr": {
      const inner = nodesOf(node)[0];
      const expr = inner ? build(context, inner) : standIn(node);
      return { type: "paren", kind: expr.kind, depth: expr.depth + 1, from, to, expr };
    }
    default:
      refuse(context, node, "unexpected expression");
      return standIn(node);
  }
}

const SCALAR_FUNCTIONS = new Set([
  "end",
  "max_of",
  "min_of",
  "pi",
  "range",
  "scalar",
  "start",
  "step",
  "time",
]);

function buildCall(context: BuildContext, node: SyntaxNode): CallExpr {
  const [identifier, body] = nodesOf(node);
  const name = identifier ? textOf(context, identifier) : "";
  const args = body ? nodesOf(body).map((child) => build(context, child)) : [];
  const kind: ResultKind = SCALAR_FUNCTIONS.has(name) ? "scalar" : "vector";
  return { type: "call", kind, depth: depthAbove(args), from: node.from, to: node.to, name, args };
}

function depthAbove(exprs: readonly Expr[]): number {
  return 1 + Math.max(0, ...exprs.map((expr) => expr.depth));
}

/** Aggregations that take a parameter before the vector. */
const PARAM_AGGREGATIONS: ReadonlySet<string> = new Set([
  "bottomk",
  "count_values",
  "limit_ratio",
  "limitk",
  "quantile",
  "topk",
]);

function buildAggregate(context: BuildContext, node: SyntaxNode): AggregateExpr {
  const operator = operatorOf(context, node.getChild("AggregateOp") ?? undefined);
  const body = node.getChild("FunctionCallBody");
  const args = body ? nodesOf(body).map((child) => build(context, child)) : [];
  const expected = PARAM_AGGREGATIONS.has(operator) ? 2 : 1;
  if (args.length !== expected) {
    refuse(
      context,
      node,
      `${operator} takes ${expected} argument${expected === 1 ? "" : "s"}, got ${args.length}`,
    );
  }
  const modifier = node.getChild("AggregateModifier");
  const labels = modifier?.getChild("GroupingLabels");
  return {
    type: "aggregate",
    kind: "vector",
    depth: depthAbove(args),
    from: node.from,
    to: node.to,
    operator,
    grouping: modifier && {
      isWithout: modifier.getChild("Without") !== null,
      labels: labels ? nodesOf(labels).map((label) => readLabelName(context, label)) : [],
    },
    param: expected === 2 ? (args[0] ?? standIn(node)) : null,
    expr: args[expected - 1] ?? standIn(node),
  };
}
