import type { FunctionDoc } from "../../../domain/query/promql/functionDocs.ts";

export type DocKind = "function" | "aggregation" | "parser" | "stage" | "template" | "keyword";

export function docOf(_kind: DocKind, _name: string): FunctionDoc | undefined {
  return undefined;
}

export const TEMPLATE_FUNCTIONS: readonly string[] = [
  "ToUpper",
  "ToLower",
  "upper",
  "lower",
  "replace",
  "trunc",
];
