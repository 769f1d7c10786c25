import type { OperationName } from "../upstream/operations.ts";

export interface OperationProbe {
  readonly operation: OperationName;
  readonly params: Readonly<Record<string, string>>;
}

const MINUTE_S = 60;

/** The smallest question for each operation: it shows that the path answers, and costs the source nothing. */
export function operationProbes(nowMs: number): readonly OperationProbe[] {
  const end = Math.floor(nowMs / 1000);
  const range = { start: String(end - MINUTE_S), end: String(end) };
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

/** How far back a reader might look, and how we say it. */
export const lookBacks: readonly { readonly days: number; readonly text: string }[] = [
  { days: 365, text: "a year" },
  { days: 90, text: "90 days" },
  { days: 30, text: "30 days" },
  { days: 14, text: "two weeks" },
  { days: 7, text: "a week" },
  { days: 1, text: "a day" },
];

/** Does the source know any label in the two hours before that day? Cheap: it looks at blocks, not at samples. */
export function lookBackProbe(days: number, nowMs: number): OperationProbe {
  const end = Math.floor(nowMs / 1000) - days * 24 * 60 * MINUTE_S;
  return {
    operation: "labels",
    params: { start: String(end - 120 * MINUTE_S), end: String(end), limit: "1" },
  };
}
