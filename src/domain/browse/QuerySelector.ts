import type { MatchOperator } from "../query/promql/ast.ts";

/** A matcher of a query and where it stands in the text (UTF-16 offsets). */
export interface Pill {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** A selector of a query, as far as its matchers can be edited without touching anything else. */
export interface QuerySelector {
  /** Where it begins: at its metric, or at its braces. */
  readonly from: number;
  /** The metric before the braces; "" where there is none. */
  readonly metric: string;
  readonly pills: readonly Pill[];
  /** Behind `{` and before `}`; null where the selector has no braces yet. */
  readonly inside: { readonly from: number; readonly to: number } | null;
  /** Where braces would go. */
  readonly end: number;
}
