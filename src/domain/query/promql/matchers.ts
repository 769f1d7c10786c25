import type { Labels } from "../../frame/Frame.ts";
import type { Expr, Matcher, MatchOperator } from "./ast.ts";
import { childrenOf } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { METRIC_NAME } from "./buildSelector.ts";
import { quote } from "./goString.ts";
import { isBareMetricName, printMatcher } from "./print.ts";
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
