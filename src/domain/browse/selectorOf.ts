import type { MatchOperator } from "../query/promql/ast.ts";
import { quote } from "../query/promql/goString.ts";
import { isBareMetricName, printLabelName } from "../query/promql/print.ts";
import { escapePattern } from "./nameSearch.ts";
import { activePicks, type Pick, type Selection } from "./Selection.ts";

/** Both languages quote strings as Go does; names that are no words can only be quoted in PromQL. */
export interface SelectorMatcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** One value is compared, several are one pattern in which every character stands for itself. */
export function matcherOf({ label, mode, values }: Pick): SelectorMatcher {
  const [first = ""] = values;
  if (values.length === 1) return { name: label, operator: mode === "any" ? "=" : "!=", value: first };
  const value = values.map(escapePattern).join("|");
  return { name: label, operator: mode === "any" ? "=~" : "!~", value };
}

export const matcherPart = ({ name, operator, value }: SelectorMatcher): string =>
  printLabelName(name) + operator + quote(value);

/** The selector as one would type it: `up{job="a", zone=~"x|y"}`; "" when nothing is chosen. */
export function selectorOf(selection: Selection): string {
  const matchers = activePicks(selection).map((pick) => matcherPart(matcherOf(pick)));
  const { metric } = selection;
  if (metric === "") return matchers.length === 0 ? "" : `{${matchers.join(", ")}}`;
  if (!isBareMetricName(metric)) return `{${[quote(metric), ...matchers].join(", ")}}`;
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(", ")}}`;
}

/** What narrows the values of `label`: everything that is chosen but the label itself. "" for nothing. */
export function matchBeside(selection: Selection, label: string): string {
  return selectorOf({ ...selection, picks: selection.picks.filter((pick) => pick.label !== label) });
}

/** Adds one matcher to a selector made by `selectorOf`. */
export function withMatcher(selector: string, matcher: SelectorMatcher): string {
  const part = matcherPart(matcher);
  if (selector === "") return `{${part}}`;
  if (!selector.endsWith("}")) return `${selector}{${part}}`;
  return selector === "{}" ? `{${part}}` : `${selector.slice(0, -1)}, ${part}}`;
}

/**
 * Loki refuses a selector all of whose matchers also fit a missing label, such as `{job!="a"}`; Prometheus refuses one
 * without a matcher that does not.
 */
export function isAskable(selection: Selection): boolean {
  return selection.metric !== "" || activePicks(selection).some(fitsNoEmpty);
}

const fitsNoEmpty = ({ mode, values }: Pick): boolean =>
  mode === "any" ? values.every((value) => value !== "") : values.includes("");
