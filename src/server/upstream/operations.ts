import { lokiOperations, type LokiOperationName } from "./lokiOperations.ts";
import type { Operation, ParameterRule } from "./Operation.ts";

export type OperationName = PrometheusOperationName | LokiOperationName;

type PrometheusOperationName =
  | "query"
  | "query_range"
  | "labels"
  | "label_values"
  | "series"
  | "metadata"
  | "query_exemplars"
  | "rules";

/** Asked by the server itself, never reachable through a data route. */
export type ProbeName = "buildinfo" | "health";

const time = (name: string): ParameterRule => ({ name, type: "time" });
const count = (name: string): ParameterRule => ({ name, type: "count" });
const matchers: ParameterRule = { name: "match[]", type: "text", many: true };
const evaluation: readonly ParameterRule[] = [
  { name: "timeout", type: "duration" },
  { name: "lookback_delta", type: "duration" },
  { name: "stats", type: "word" },
  count("limit"),
];
const query: ParameterRule = { name: "query", type: "text", required: true };

/** Prometheus 3 docs/querying/api.md; POST by web/api/v1/api.go, Register. */
const prometheusOperations: Readonly<Record<PrometheusOperationName, Operation<PrometheusOperationName>>> = {
  query: {
    name: "query",
    path: "/api/v1/query",
    takesPost: true,
    budget: "query",
    parameters: [query, time("time"), ...evaluation],
  },
  query_range: {
    name: "query_range",
    path: "/api/v1/query_range",
    takesPost: true,
    budget: "query",
    parameters: [
      query,
      { ...time("start"), required: true },
      { ...time("end"), required: true },
      { name: "step", type: "duration", required: true },
      ...evaluation,
    ],
  },
  labels: {
    name: "labels",
    path: "/api/v1/labels",
    takesPost: true,
    budget: "metadata",
    parameters: [time("start"), time("end"), matchers, count("limit")],
  },
  label_values: {
    name: "label_values",
    path: "/api/v1/label/{label}/values",
    takesPost: false,
    budget: "metadata",
    parameters: [time("start"), time("end"), matchers, count("limit")],
  },
  series: {
    name: "series",
    path: "/api/v1/series",
    takesPost: true,
    budget: "metadata",
    parameters: [{ ...matchers, required: true }, time("start"), time("end"), count("limit")],
  },
  metadata: {
    name: "metadata",
    path: "/api/v1/metadata",
    takesPost: false,
    budget: "metadata",
    parameters: [count("limit"), count("limit_per_metric"), { name: "metric", type: "text" }],
  },
  query_exemplars: {
    name: "query_exemplars",
    path: "/api/v1/query_exemplars",
    takesPost: true,
    budget: "query",
    parameters: [query, time("start"), time("end")],
  },
  rules: {
    name: "rules",
    path: "/api/v1/rules",
    takesPost: false,
    budget: "metadata",
    parameters: [
      { name: "type", type: "word" },
      { name: "rule_name[]", type: "text", many: true },
      { name: "rule_group[]", type: "text", many: true },
      { name: "file[]", type: "text", many: true },
      { name: "exclude_alerts", type: "flag" },
      matchers,
      count("group_limit"),
      { name: "group_next_token", type: "text" },
    ],
  },
};

/**
 * Everything a reader can reach, with the parameters that each operation really has. Parameters that are not listed
 * are ignored and never forwarded.
 */
export const operations: Readonly<Record<OperationName, Operation<OperationName>>> = {
  ...prometheusOperations,
  ...lokiOperations,
};
