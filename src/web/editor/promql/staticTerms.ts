import { functionDocs, keywordDocs } from "../../../domain/query/promql/functionDocs.ts";
import { applyCall, applyTemplate } from "../completion/EditorCompletion.ts";
import type { CompletionBadge } from "../completion/EditorCompletion.ts";
import { docPanel, infoPanel } from "../completion/infoPanel.ts";
import type { Term } from "../completion/rankTerms.ts";
import { AGGREGATIONS } from "./promqlWords.ts";

/** Functions and aggregations, with their documentation. */
export const CALL_TERMS: readonly Term[] = [...functionDocs].map(([label, doc]) => {
  const badge: CompletionBadge = AGGREGATIONS.has(label) ? "aggregation" : "function";
  return { label, badge, apply: applyCall(label), info: () => docPanel(doc, badge) };
});

/** "…" is where the cursor goes. */
const SNIPPETS: readonly (readonly [string, string])[] = [
  ["sum(rate(…[$__rate_interval]))", "Per-second rate of a counter, added up over all series."],
  ["sum by (…) (rate([$__rate_interval]))", "Per-second rate of a counter, added up by label."],
  [
    "histogram_quantile(0.95, sum by (le) (rate(…[$__rate_interval])))",
    "95th percentile of a classic histogram; give it the name that ends in _bucket.",
  ],
  ["topk(5, …)", "The five series with the largest values, at each step."],
  ['label_replace(…, "dst", "$1", "src", "(.*)")', "A new label made from an old one."],
];

export const SNIPPET_TERMS: readonly Term[] = SNIPPETS.map(([text, help]) => ({
  label: text,
  badge: "snippet",
  apply: applyTemplate(text),
  info: () => infoPanel({ title: text, text: help }),
}));

/** Words that take a list of labels get its parentheses. */
const TAKES_LABELS: ReadonlySet<string> = new Set(["by", "without", "on", "ignoring"]);

export function keywordTerm(label: string): Term {
  const doc = keywordDocs.get(label.endsWith("()") ? "@" : label);
  const info = doc === undefined ? {} : { info: () => docPanel(doc, "keyword") };
  const apply = TAKES_LABELS.has(label) ? { apply: applyTemplate(`${label} (…)`) } : {};
  return { label, badge: "keyword", ...apply, ...info };
}

export const MATCH_OPERATOR_TERMS: readonly Term[] = [
  ["=", "equals"],
  ["!=", "does not equal"],
  ["=~", "matches the regular expression"],
  ["!~", "does not match the regular expression"],
].map(([label = "", detail = ""]) => ({ label, detail, badge: "operator" }));

const VARIABLES: readonly (readonly [string, string])[] = [
  ["$__rate_interval", "A window that is right for rate(): at least four scrape intervals and one step."],
  ["$__interval", "The step of this query."],
  ["$__range", "The whole range shown."],
];

export const VARIABLE_TERMS: readonly Term[] = VARIABLES.map(([label, text]) => ({
  label,
  badge: "variable",
  info: () => infoPanel({ title: label, text }),
}));

export const DURATION_TERMS: readonly Term[] = ["1m", "5m", "15m", "30m", "1h", "6h", "1d", "7d"].map(
  (label) => ({
    label,
    badge: "duration",
  }),
);

/** In the order they are wanted, "5" being "5m" more often than "5y". */
const UNITS: readonly (readonly [string, string])[] = [
  ["m", "minutes"],
  ["h", "hours"],
  ["d", "days"],
  ["s", "seconds"],
  ["w", "weeks"],
  ["ms", "milliseconds"],
  ["y", "years"],
];

/** "5" offers 5m, 5h …; "1h30" offers 1h30m, 1h30s …; what is no beginning of a duration offers nothing. */
export function unitTerms(typed: string): readonly Term[] {
  if (!/^(?:\d+(?:ms|[ywdhms]))*\d+$/.test(typed)) return [];
  return UNITS.map(([unit, detail]) => ({ label: typed + unit, badge: "duration", detail }));
}
