import { MAX_QUERY_LENGTH } from "../boundedParse.ts";
import { parseToAst } from "./buildAst.ts";
import { errorsIn, parsePromql } from "./parse.ts";
import { maskVariables, unknownVariables } from "./variables.ts";

export interface LintIssue {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Beyond this many, marks hide more than they show. */
const MAX_ISSUES = 20;

/**
 * What is wrong with a query as typed, variables included, without a network; empty for an empty text and for one
 * beyond the parser's limits. Types (`rate(up)`) are checked by the editor's own PromQL package.
 */
export function lint(text: string): readonly LintIssue[] {
  if (text.trim() === "" || text.length > MAX_QUERY_LENGTH) return [];
  const unknown = unknownVariables(text).map(({ name, from, to }) => ({
    from,
    to,
    message: `Nothing here gives ${name} a value.`,
  }));
  if (unknown.length > 0) return unknown.slice(0, MAX_ISSUES);
  const masked = maskVariables(text);
  const result = parsePromql(masked);
  if (result.isTooComplex) return [];
  const errors = errorsIn(result.tree, masked);
  if (errors.length > 0) return errors.slice(0, MAX_ISSUES);
  const parsed = parseToAst(masked);
  return parsed.ok ? [] : [parsed.error];
}
