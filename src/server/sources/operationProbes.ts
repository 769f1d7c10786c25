import type { SourceKind } from "../../contract/sources.ts";
import type { OperationName } from "../upstream/operations.ts";

export interface OperationProbe {
  readonly operation: OperationName;
  readonly params: Readonly<Record<string, string>>;
}

const MINUTE_S = 60;

/**
 * The smallest question for each operation of a kind: it shows that the path answers, and costs the source nothing.
 * Without the first one a source is of no use.
 */
export function operationProbes(kind: SourceKind, nowMs: number): readonly OperationProbe[] {
  const end = Math.floor(nowMs / 1000);
  const range = { start: String(end - MINUTE_S), end: String(end) };
  return kind === "loki" ? lokiProbes(range) : prometheusProbes(range);
}

type Range = Readonly<{ start: string; end: string }>;

function prometheusProbes(range: Range): readonly OperationProbe[] {
  return [
    { operation: "query", params: { query: "1" } },
    { operation: "query_range", params: { query: "1", ...range, step: "60" } },
    { operation: "labels", params: { ...range, limit: "1" } },
    { operation: "label_values", params: { label: "job", ...range, limit: "1" } },
    { operation: "series", params: { "match[]": "up", ...range, limit: "1" } },
    { operation: "metadata", params: { limit: "1" } },
    { operation: "query_exemplars", params: { query: "up", ...range } },
    { operation: "rules", params: {} },
  ];
}

/** A vector of one number reads no line at all; the selector names a label that hardly anybody has. */
function lokiProbes(range: Range): readonly OperationProbe[] {
  const query = '{sightglass_probe="1"}';
  return [
    { operation: "loki_query", params: { query: "vector(1)" } },
    { operation: "loki_query_range", params: { query: "vector(1)", ...range, step: "60" } },
    { operation: "loki_labels", params: range },
    { operation: "loki_label_values", params: { label: "app", ...range } },
    { operation: "loki_series", params: { "match[]": query, ...range } },
    { operation: "loki_index_stats", params: { query, ...range } },
    { operation: "loki_index_volume", params: { query, ...range, limit: "1" } },
    { operation: "loki_index_volume_range", params: { query, ...range, limit: "1", step: "60" } },
    { operation: "loki_format_query", params: { query } },
  ];
}

/** The question that shows whether the credentials are good: any good answer will do. */
export function credentialProbe(kind: SourceKind, nowMs: number): OperationProbe {
  const [query, , labels] = operationProbes(kind, nowMs);
  const chosen = kind === "loki" ? labels : query;
  if (chosen === undefined) throw new Error("no probe");
  return chosen;
}

/** How far back a reader might look, and how we say it. */
export const lookBacks: readonly { readonly days: number; readonly text: string }[] = [
  { days: 365, text: "a year" },
  { days: 90, text: "90 days" },
  { days: 30, text: "30 days" },
  { days: 14, text: "two weeks" },
  { days: 7, text: "a week" },
  { days: 1, text: "a day" },
];

/** Does the source know any label in the two hours before that day? Cheap: it looks at the index, not at samples or lines. */
export function lookBackProbe(kind: SourceKind, days: number, nowMs: number): OperationProbe {
  const end = Math.floor(nowMs / 1000) - days * 24 * 60 * MINUTE_S;
  const range = { start: String(end - 120 * MINUTE_S), end: String(end) };
  return kind === "loki"
    ? { operation: "loki_labels", params: range }
    : { operation: "labels", params: { ...range, limit: "1" } };
}
