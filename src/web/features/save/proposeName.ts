import type { PanelQuery } from "../../../domain/panel/Panel.ts";
import { parsePromql } from "../../../domain/query/promql/parse.ts";
import { metricNames } from "../../../domain/query/promql/matchers.ts";
import { maskVariables } from "../../../domain/query/promql/variables.ts";
import { matcherValues } from "./matcherValues.ts";
import type { LanguageOf } from "./readerChoices.ts";

/** What a metric's name says in front of and behind what it counts. */
const TAIL = /_(?:total|bucket|count|sum|info|seconds|bytes|ratio)$/;

function metricWords(metric: string): string {
  let name = metric.replace(/^.*:/, "");
  while (TAIL.test(name)) name = name.replace(TAIL, "");
  return name.replaceAll("_", " ");
}

/** The labels of the outermost `by (…)`. */
function grouping(text: string): readonly string[] {
  const labels: string[] = [];
  parsePromql(text).tree.iterate({
    enter: (node) => {
      if (labels.length > 0) return false;
      if (node.name !== "AggregateModifier" || !node.node.getChild("By")) return true;
      const inside = node.node.getChild("GroupingLabels");
      for (let one = inside?.firstChild; one; one = one.nextSibling)
        labels.push(text.slice(one.from, one.to));
      return false;
    },
  });
  return labels.filter((label) => label !== "le");
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A name to begin with: "Container cpu usage by namespace", "Lines of checkout"; "" where nothing offers itself. */
export function proposeName(queries: readonly PanelQuery[], languageOf: LanguageOf): string {
  const query = queries.find(({ isHidden }) => !isHidden) ?? queries[0];
  if (!query) return "";
  if (languageOf(query.sourceId) === "logql") {
    const [first] = matcherValues(query.expr, "logql");
    return first ? `Lines of ${first.value}`.slice(0, 120) : "Lines";
  }
  const text = maskVariables(query.expr);
  const [metric] = metricNames(text);
  if (metric === undefined) return "";
  const by = grouping(text);
  return sentence(metricWords(metric) + (by.length > 0 ? ` by ${by.join(", ")}` : "")).slice(0, 120);
}
