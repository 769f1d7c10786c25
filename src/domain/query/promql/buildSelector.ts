import type { SyntaxNode } from "@lezer/common";
import type { Matcher, MatchOperator, SelectorExpr } from "./ast.ts";
import { type BuildContext, refuse, textOf } from "./buildContext.ts";
import { unquote } from "./goString.ts";
import { nodesOf } from "./parse.ts";

export const METRIC_NAME = "__name__";

/** The value of a StringLiteral node. */
export function readString(context: BuildContext, node: SyntaxNode): string {
  const value = unquote(textOf(context, node));
  if (value === null) refuse(context, node, "bad string: unknown escape or missing end quote");
  return value ?? "";
}

/** A label name, bare or quoted. */
export function readLabelName(context: BuildContext, node: SyntaxNode): string {
  if (node.name !== "QuotedLabelName") return textOf(context, node);
  return node.firstChild ? readString(context, node.firstChild) : "";
}

/** A VectorSelector node: name, matchers, or both. */
export function buildSelector(context: BuildContext, node: SyntaxNode): SelectorExpr {
  const [first, second] = nodesOf(node);
  const isNamed = first?.name === "Identifier";
  const braces = isNamed ? second : first;
  const name = isNamed && first ? textOf(context, first) : "";
  const matchers = braces ? nodesOf(braces).map((child) => buildMatcher(context, child)) : [];
  if (name !== "" && matchers.some((matcher) => matcher.name === METRIC_NAME)) {
    refuse(context, node, "the metric name is set twice");
  }
  return {
    type: "selector",
    kind: "vector",
    depth: 1,
    from: node.from,
    to: node.to,
    headTo: node.to,
    name,
    matchers,
    range: null,
    at: null,
    offset: null,
    extension: null,
  };
}

function buildMatcher(context: BuildContext, node: SyntaxNode): Matcher {
  // `{"my.metric"}` is short for `{__name__="my.metric"}`.
  if (node.name === "QuotedLabelName") {
    return { name: METRIC_NAME, operator: "=", value: readLabelName(context, node) };
  }
  const [name, operator, value] = nodesOf(node);
  return {
    name: name ? readLabelName(context, name) : "",
    operator: (operator ? textOf(context, operator) : "=") as MatchOperator,
    value: value ? readString(context, value) : "",
  };
}
