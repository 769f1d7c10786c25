import type { AggregateExpr, Expr, SelectorExpr } from "./ast.ts";
import type { TextEdit } from "./editText.ts";
import { printLabelName } from "./print.ts";
import type { SelectorPlace } from "./selectorPlaces.ts";

const WINDOW = "[$__rate_interval]";
export const RATES: ReadonlySet<string> = new Set(["rate", "increase", "irate", "delta", "idelta"]);

/** `foo{…} offset 5m` → `rate(foo{…}[$__rate_interval] offset 5m)`. */
export function rateEdits({ from, headTo, to }: SelectorExpr): readonly TextEdit[] {
  const start = { from, to: from, insert: "rate(" };
  if (headTo === to) return [start, { from: to, to, insert: `${WINDOW})` }];
  return [start, { from: headTo, to: headTo, insert: WINDOW }, { from: to, to, insert: ")" }];
}

/** Wraps the selector, its rate and its sum in histogram_quantile, adding what is missing of them. */
export function quantileEdits({ selector, parents }: SelectorPlace, label: "le" | null): readonly TextEdit[] {
  const [first, second] = parents;
  const rate = first?.type === "call" && RATES.has(first.name) ? first : null;
  const sum = rate ? second : first;
  const inner = rate ?? selector;
  const rateParts = rate || selector.range ? [] : rateEdits(selector);
  if (sum?.type === "aggregate" && sum.operator === "sum") {
    return mergeEdits([
      ...wrapEdits(sum, "histogram_quantile(0.95, ", ")"),
      ...keepLabel(sum, inner, label),
      ...rateParts,
    ]);
  }
  const head = label === null ? "sum(" : `sum by (${label}) (`;
  return mergeEdits([...wrapEdits(inner, `histogram_quantile(0.95, ${head}`, "))"), ...rateParts]);
}

function wrapEdits({ from, to }: Expr, head: string, tail: string): readonly TextEdit[] {
  return [
    { from, to: from, insert: head },
    { from: to, to, insert: tail },
  ];
}

/** Two insertions at one place become one: heads outside in, tails inside out. */
function mergeEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const merged = new Map<number, TextEdit>();
  for (const edit of edits) {
    const known = merged.get(edit.from);
    const isTail = edit.insert.endsWith(")") || edit.insert.startsWith("[");
    const insert = known ? (isTail ? edit.insert + known.insert : known.insert + edit.insert) : edit.insert;
    merged.set(edit.from, { from: edit.from, to: Math.max(edit.to, known?.to ?? 0), insert });
  }
  return [...merged.values()];
}

/** A sum over classic buckets has to keep `le`: its head, and a grouping behind it, are written anew. */
function keepLabel(
  { from, to, grouping }: AggregateExpr,
  inner: Expr,
  label: string | null,
): readonly TextEdit[] {
  if (label === null) return [];
  const isKept = grouping ? grouping.labels.includes(label) !== grouping.isWithout : false;
  if (isKept) return [];
  const labels = grouping && !grouping.isWithout ? [...grouping.labels, label] : [label];
  const head = `sum by (${labels.map(printLabelName).join(", ")}) (`;
  return [
    { from, to: inner.from, insert: head },
    { from: inner.to, to, insert: ")" },
  ];
}
