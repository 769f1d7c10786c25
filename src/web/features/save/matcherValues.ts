import { readLiterals } from "../../../domain/panel/queryLiterals.ts";
import type { QueryLanguage } from "../../../domain/panel/QueryLanguage.ts";
import { unquote } from "../../../domain/query/promql/goString.ts";

/** `cluster="ord1"` or `cluster=~"ord1|las1"` in a query. */
export interface MatcherValue {
  readonly label: string;
  readonly operator: "=" | "=~";
  readonly value: string;
  /** In the selector of a query, not behind it: what a source has a list of values for. */
  readonly isSelector: boolean;
  /** Operator and string: from "=" to behind the closing quote. */
  readonly from: number;
  readonly to: number;
}

const isOperator = (text: string): text is "=" | "=~" => text === "=" || text === "=~";

/** What a query demands of labels, in text order; a text that does not parse demands nothing. */
export function matcherValues(text: string, language: QueryLanguage): readonly MatcherValue[] {
  const reading = readLiterals(text, language);
  return (reading?.literals ?? []).flatMap((literal) => {
    const node = reading?.tree.resolveInner(literal.from, 1);
    const matcher = node?.parent;
    const operator = node?.prevSibling;
    const name = matcher?.firstChild;
    if (!literal.use || !matcher?.name.endsWith("Matcher") || !operator || !name) return [];
    const said = text.slice(operator.from, operator.to);
    const value = unquote(text.slice(literal.from, literal.to));
    if (!isOperator(said) || value === null) return [];
    const written = text.slice(name.from, name.to);
    const label = unquote(written) ?? written;
    const isSelector = language === "promql" || literal.isStream;
    return [{ label, operator: said, value, isSelector, from: operator.from, to: literal.to }];
  });
}
