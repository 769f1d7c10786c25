import { byClause, type PresetFacts, rate, shapeOf, sibling } from "./presets.ts";
import { selectorOf } from "./selectorOf.ts";
import { type Selection, toggleValue } from "./Selection.ts";

/** One small chart of the breakdown, a query of its own. */
export interface BreakdownItem {
  /** The label, or the value, it is about. */
  readonly title: string;
  readonly expr: string;
  /** What "Add to filters" chooses; null where the chart shows a whole label. */
  readonly pick: { readonly label: string; readonly value: string } | null;
}

export interface BreakdownPlan {
  readonly items: readonly BreakdownItem[];
  /** How many more there would be. */
  readonly left: number;
}

/** Charts of one grid: more than one reads, and each is a query. */
export const BREAKDOWN_LIMIT = 60;

/** What the metric's usual query gives, by one label, or as one line where `label` is null. */
export function exprBy(facts: PresetFacts, label: string | null): string {
  const text = selectorOf(facts.selection);
  const by = label === null ? "" : byClause([label]);
  switch (shapeOf(facts)) {
    case "counter":
      return `sum${by}(${rate(text)})`;
    case "classic": {
      const labels = label === null || label === "le" ? ["le"] : ["le", label];
      const buckets = `sum${byClause(labels)}(${rate(sibling(facts.selection, "_bucket"))})`;
      return `histogram_quantile(0.95, ${buckets})`;
    }
    case "native":
      return `histogram_quantile(0.95, sum${by}(${rate(text)}))`;
    case "info":
      return `count${by}(${text})`;
    case "moment":
      return `time() - max${by}(${text})`;
    case "up":
      return `min${by}(${text})`;
    case "summary":
    case "gauge":
      return `avg${by}(${text})`;
  }
}

/** One chart per label: which of them part the metric at all is seen at one glance. */
export function breakdownByLabel(facts: PresetFacts): BreakdownPlan {
  const labels = facts.labels.filter(({ name, values }) => values > 1 && name !== "le");
  return cut(labels.map(({ name }) => ({ title: name, expr: exprBy(facts, name), pick: null })));
}

/** One chart per value of a label. */
export function breakdownByValue(
  facts: PresetFacts,
  label: string,
  values: readonly string[],
): BreakdownPlan {
  return cut(
    values.map((value) => ({
      title: value,
      expr: exprBy({ ...facts, selection: only(facts.selection, label, value) }, null),
      pick: { label, value },
    })),
  );
}

/** The selection with the one value, whatever was chosen of that label before. */
function only(selection: Selection, label: string, value: string): Selection {
  const picks = selection.picks.filter((pick) => pick.label !== label);
  return toggleValue({ ...selection, picks }, label, value);
}

function cut(items: readonly BreakdownItem[]): BreakdownPlan {
  return { items: items.slice(0, BREAKDOWN_LIMIT), left: Math.max(0, items.length - BREAKDOWN_LIMIT) };
}
