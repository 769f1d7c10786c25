import type { SyntaxNode, Tree } from "@lezer/common";
import type { Labels } from "../../frame/Frame.ts";
import type { Expr, Matcher, MatchOperator } from "./ast.ts";
import { childrenOf } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { METRIC_NAME } from "./buildSelector.ts";
import { quote, unquote } from "./goString.ts";
import { nodesOf, parsePromql } from "./parse.ts";
import { printMatcher } from "./print.ts";
import { isBareMetricName } from "./quote.ts";
import { maskVariables } from "./variables.ts";

/** One matcher, ready to paste between braces: `pod="a-0"`. */
export function matcherText(name: string, value: string, operator: MatchOperator = "="): string {
  return printMatcher({ name, operator, value });
}

/** The selector of exactly one series: `up{job="a"}`, or `{"my.metric",job="a"}`. */
export function selectorText(labels: Labels): string {
  const name = Object.hasOwn(labels, METRIC_NAME) ? (labels[METRIC_NAME] ?? "") : "";
  const matchers = Object.entries(labels)
    .filter(([label]) => label !== METRIC_NAME)
    .map(([label, value]) => matcherText(label, value));
  if (name !== "" && !isBareMetricName(name)) matchers.unshift(quote(name));
  const head = isBareMetricName(name) ? name : "";
  return matchers.length > 0 || head === "" ? `${head}{${matchers.join(",")}}` : head;
}

/** Names of all metrics a query selects by name, in text order, each once; empty where the text does not parse. */
export function metricNames(text: string): readonly string[] {
  const parsed = parseToAst(maskVariables(text));
  return parsed.ok ? [...new Set(namesIn(parsed.expr))] : [];
}

function namesIn(expr: Expr): readonly string[] {
  if (expr.type !== "selector") return childrenOf(expr).flatMap(namesIn);
  const name = metricNameOf(expr);
  return name === "" ? [] : [name];
}

/** The metric a selector names, before or inside its braces; "" where it names none. */
export function metricNameOf(selector: {
  readonly name: string;
  readonly matchers: readonly Matcher[];
}): string {
  const inside = selector.matchers.find(({ name, operator }) => name === METRIC_NAME && operator === "=");
  return selector.name || (inside?.value ?? "");
}

export interface SelectorAt {
  /** Selector of the other matchers, for `match[]`; "" when there is none. */
  readonly match: string;
  /** The label whose matcher holds the cursor, when its name is already there. */
  readonly label: string | null;
  readonly metric: string;
}

/**
 * The selector round the cursor, of a text that may be unfinished: in `foo{ns="a",pod=~"|"}` the match is
 * `{__name__="foo",ns="a"}` and the label `pod`. Null outside of selectors.
 */
export function selectorAt(text: string, offset: number): SelectorAt | null {
  const masked = maskVariables(text);
  const selector = enclosingSelector(parsePromql(masked).tree, offset);
  if (!selector) return null;
  const matchers: Matcher[] = [];
  let label: string | null = null;
  for (const node of matcherNodes(selector)) {
    const holdsCursor = node.from < offset && offset <= node.to;
    if (holdsCursor) label = readName(masked, node);
    const matcher = holdsCursor ? null : readMatcher(masked, node);
    if (matcher) matchers.push(matcher);
  }
  const first = selector.firstChild;
  if (first?.name === "Identifier") {
    matchers.unshift({ name: METRIC_NAME, operator: "=", value: masked.slice(first.from, first.to) });
  }
  const match = matchers.length > 0 ? `{${matchers.map(printMatcher).join(",")}}` : "";
  return { match, label, metric: metricNameOf({ name: "", matchers }) };
}

function enclosingSelector(tree: Tree, offset: number): SyntaxNode | null {
  let node: SyntaxNode | null = tree.resolveInner(offset, -1);
  while (node && node.name !== "VectorSelector") node = node.parent;
  return node;
}

function matcherNodes(selector: SyntaxNode): readonly SyntaxNode[] {
  const braces = selector.getChild("LabelMatchers");
  return braces
    ? nodesOf(braces).filter(({ name }) => name.endsWith("Matcher") || name === "QuotedLabelName")
    : [];
}

/** The label of a matcher, finished or not; null for `{"my.metric"}`. */
function readName(text: string, node: SyntaxNode): string | null {
  const [name] = nodesOf(node);
  if (!name || node.name === "QuotedLabelName") return null;
  const slice = text.slice(name.from, name.to);
  return name.name === "LabelName" ? slice : unquote(slice);
}

/** Null while a part is missing or a string is not closed. */
function readMatcher(text: string, node: SyntaxNode): Matcher | null {
  if (node.name === "QuotedLabelName") {
    const metric = unquote(text.slice(node.from, node.to));
    return metric === null ? null : { name: METRIC_NAME, operator: "=", value: metric };
  }
  const [, operatorNode, valueNode] = nodesOf(node);
  const name = readName(text, node);
  const value =
    valueNode?.name === "StringLiteral" ? unquote(text.slice(valueNode.from, valueNode.to)) : null;
  if (name === null || !operatorNode || value === null) return null;
  return { name, operator: text.slice(operatorNode.from, operatorNode.to) as MatchOperator, value };
}
