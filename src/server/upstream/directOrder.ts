import { fail } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import { checkParams } from "./checkParams.ts";
import { escapeLabelName } from "./escapeLabelName.ts";
import { operations, type OperationName, type ProbeName } from "./operations.ts";
import type { FlightOrder } from "./upstreamRequest.ts";

export type AskParams = Readonly<Record<string, string | readonly string[]>>;

/** An order of the server's own: never shared, identity. The parameter "label" of label_values is its path segment. */
export function directOrder(
  source: Source,
  operation: OperationName | ProbeName,
  params: AskParams,
): FlightOrder {
  const common = { operation, isPost: false, key: null, acceptsGzip: false, owner: "", isQuery: false };
  if (operation === "health" || operation === "buildinfo") {
    return { ...common, encoded: "", budgetMs: source.metadataTimeoutMs };
  }
  const encoded = checkParams(operations[operation], [formOf(params)]);
  const budgetMs = operations[operation].budget === "query" ? source.timeoutMs : source.metadataTimeoutMs;
  if (!operations[operation].path.includes("{label}")) return { ...common, encoded, budgetMs };
  const { label } = params;
  const labelSegment = typeof label === "string" ? escapeLabelName(label) : null;
  if (labelSegment === null)
    throw fail("BAD_REQUEST", { detail: "This label name is empty, too long or not valid" });
  return { ...common, encoded, budgetMs, labelSegment };
}

function formOf(params: AskParams): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((text): [string, string] => [name, text]),
  );
  return String(new URLSearchParams(pairs));
}
