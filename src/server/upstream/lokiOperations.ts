import type { Operation, ParameterRule } from "./Operation.ts";

export type LokiOperationName =
  | "loki_query"
  | "loki_query_range"
  | "loki_labels"
  | "loki_label_values"
  | "loki_series"
  | "loki_index_stats"
  | "loki_index_volume"
  | "loki_index_volume_range"
  | "loki_format_query";

const query: ParameterRule = { name: "query", type: "text", required: true };
const limit: ParameterRule = { name: "limit", type: "count" };
const step: ParameterRule = { name: "step", type: "duration" };
const direction: ParameterRule = { name: "direction", type: "word" };
const range: readonly ParameterRule[] = [
  { name: "start", type: "logTime" },
  { name: "end", type: "logTime" },
  { name: "since", type: "duration" },
];
/** A selector that narrows labels and values; Loki has no match[] there. */
const narrowing: readonly ParameterRule[] = [{ name: "query", type: "text" }, ...range];
const volume: readonly ParameterRule[] = [
  query,
  ...range,
  limit,
  { name: "targetLabels", type: "names" },
  { name: "aggregateBy", type: "word" },
];

const operation = (
  name: LokiOperationName,
  path: string,
  facts: Pick<Operation, "parameters" | "budget">,
): Operation<LokiOperationName> => ({ name, path: `/loki/api/v1/${path}`, takesPost: true, ...facts });

/**
 * Loki 3 docs/reference/loki-http-api and pkg/loghttp/params: all nine take a form POST too. `match` beside `match[]`,
 * since logcli sends that.
 */
export const lokiOperations: Readonly<Record<LokiOperationName, Operation<LokiOperationName>>> = {
  loki_query: operation("loki_query", "query", {
    budget: "query",
    parameters: [query, { name: "time", type: "logTime" }, limit, direction],
  }),
  loki_query_range: operation("loki_query_range", "query_range", {
    budget: "query",
    parameters: [query, ...range, limit, step, { name: "interval", type: "duration" }, direction],
  }),
  loki_labels: operation("loki_labels", "labels", { budget: "metadata", parameters: narrowing }),
  loki_label_values: operation("loki_label_values", "label/{label}/values", {
    budget: "metadata",
    parameters: narrowing,
  }),
  loki_series: operation("loki_series", "series", {
    budget: "metadata",
    parameters: [
      { name: "match[]", type: "text", many: true },
      { name: "match", type: "text", many: true },
      ...range,
    ],
  }),
  loki_index_stats: operation("loki_index_stats", "index/stats", {
    budget: "metadata",
    parameters: [query, ...range],
  }),
  loki_index_volume: operation("loki_index_volume", "index/volume", {
    budget: "query",
    parameters: volume,
  }),
  loki_index_volume_range: operation("loki_index_volume_range", "index/volume_range", {
    budget: "query",
    parameters: [...volume, step],
  }),
  loki_format_query: operation("loki_format_query", "format_query", {
    budget: "metadata",
    parameters: [query],
  }),
};
