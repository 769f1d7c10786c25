import type { SyntaxNode } from "@lezer/common";
import type { AtModifier, DurationValue, Expr, SelectorExpr, SubqueryExpr } from "./ast.ts";
import { type BuildContext, refuse, textOf } from "./buildContext.ts";
import { buildDuration, buildPositiveDuration, readSigned } from "./buildDuration.ts";
import { goRound } from "./goNumber.ts";
import { nodesOf } from "./parse.ts";

/** Puts `[5m]`, `[1h:5m]`, `offset`, `@`, `anchored` or `smoothed` on the operand before it. */
export function applyTimeModifier(context: BuildContext, operand: Expr, node: SyntaxNode): Expr {
  const nodes = nodesOf(node);
  const to = node.to;
  if (node.name === "MatrixSelector") return applyRange(context, operand, node);
  if (node.name === "SubqueryExpr") return buildSubquery(context, operand, node);
  if (operand.type !== "selector" && operand.type !== "subquery") {
    refuse(context, node, "offset and @ follow a selector or a subquery");
    return operand;
  }
  if (node.name === "OffsetExpr") {
    if (isOffsetSet(operand.offset)) refuse(context, node, "offset may not be set twice");
    const [, , duration] = nodes;
    return { ...operand, to, offset: duration ? buildDuration(context, duration) : null };
  }
  if (node.name === "StepInvariantExpr") {
    if (operand.at) refuse(context, node, "@ may not be set twice");
    return { ...operand, to, at: readAt(context, nodes[2]) };
  }
  return applyExtension(context, operand, node);
}

/** `offset 0s` leaves the server's field at zero, so a second offset is taken. */
function isOffsetSet(offset: DurationValue | null): boolean {
  return offset !== null && !(offset.type === "number" && offset.value === 0);
}

function applyRange(context: BuildContext, operand: Expr, node: SyntaxNode): Expr {
  const duration = nodesOf(node)[1];
  if (
    operand.type !== "selector" ||
    operand.range ||
    operand.at ||
    isOffsetSet(operand.offset) ||
    !duration
  ) {
    refuse(context, node, "a range follows a selector directly, before offset and @");
    return operand;
  }
  return { ...operand, kind: "matrix", to: node.to, range: buildPositiveDuration(context, duration) };
}

function buildSubquery(context: BuildContext, expr: Expr, node: SyntaxNode): Expr {
  const [, range, step] = nodesOf(node);
  const subquery: SubqueryExpr = {
    type: "subquery",
    kind: "matrix",
    depth: expr.depth + 1,
    from: expr.from,
    to: node.to,
    expr,
    range: range ? buildPositiveDuration(context, range) : { type: "number", value: 1, isDuration: true },
    step: step ? buildPositiveDuration(context, step) : null,
    at: null,
    offset: null,
  };
  return subquery;
}

function applyExtension(context: BuildContext, operand: SelectorExpr | SubqueryExpr, node: SyntaxNode): Expr {
  const extension = node.name === "AnchoredExpr" ? "anchored" : "smoothed";
  if (operand.type === "subquery") {
    refuse(context, node, `${extension} cannot be used on a subquery`);
    return operand;
  }
  if (operand.extension && operand.extension !== extension)
    refuse(context, node, "anchored and smoothed exclude each other");
  return { ...operand, to: node.to, extension };
}

/** Seconds beyond these do not fit the server's int64 milliseconds. */
const MAX_SECONDS = 2 ** 63;

function readAt(context: BuildContext, node: SyntaxNode | undefined): AtModifier | null {
  if (!node) return null;
  if (node.name === "AtModifierPreprocessors") {
    return { type: textOf(context, node).toLowerCase() === "start" ? "start" : "end" };
  }
  const { value } = readSigned(context, node);
  if (!(Math.abs(value) < MAX_SECONDS)) refuse(context, node, "timestamp out of bounds for @");
  return { type: "time", timeMs: goRound(value * 1000) };
}
