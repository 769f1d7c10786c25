import { quote } from "../../../domain/query/promql/goString.ts";
import { printLabelName } from "../../../domain/query/promql/print.ts";
import { fitsEmpty } from "../completion/fitsEmpty.ts";
import { isClosedString, literalText } from "../completion/quoting.ts";
import type { Token } from "../completion/Token.ts";

/** One finished matcher between braces, with the index of its first token. */
export interface Matcher {
  readonly tokenIndex: number;
  readonly name: string;
  readonly operator: string;
  /** The literal as it was written, so that its escapes go to the server untouched. */
  readonly literal: string;
}

/** What stands between one pair of braces, and in front of it. */
export interface MatcherGroup {
  /** The metric's name, from `foo{…}` or `{"my.metric",…}`; "" where there is none. */
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** Index of the token after the group. */
  readonly end: number;
}

const MATCH_OPERATORS: ReadonlySet<string> = new Set(["=", "!=", "=~", "!~"]);
/** A token that cannot be between braces, so the group was never closed. */
const ENDS_GROUP: ReadonlySet<string> = new Set(["}", "{", "(", ")", "[", "]"]);

/** Reads the group whose "{" is at `open`. Total: an unfinished matcher is left out. */
export function readMatcherGroup(tokens: readonly Token[], open: number): MatcherGroup {
  const before = tokens[open - 1];
  let metric = before?.kind === "word" ? before.text : "";
  const matchers: Matcher[] = [];
  let index = open + 1;
  for (let token = tokens[index]; token !== undefined && !ENDS_GROUP.has(token.text); token = tokens[index]) {
    const operator = tokens[index + 1]?.text ?? "";
    const value = tokens[index + 2];
    const isName = token.kind === "word" || (token.kind === "string" && isClosedString(token.text));
    if (isName && MATCH_OPERATORS.has(operator) && value?.kind === "string" && isClosedString(value.text)) {
      const name = token.kind === "word" ? token.text : literalText(token.text);
      matchers.push({ tokenIndex: index, name, operator, literal: value.text });
      index += 3;
    } else {
      // `{"my.metric"}`: a literal alone names the metric.
      const isAlone = operator === "," || operator === "}" || operator === "";
      if (token.kind === "string" && isName && isAlone && metric === "") metric = literalText(token.text);
      index += 1;
    }
  }
  return { metric, matchers, end: tokens[index]?.text === "}" ? index + 1 : index };
}

/**
 * The group as a selector for `match[]`: `{__name__="foo",ns="a"}`; "" where nothing is left. Adds `__name__!=""`
 * where every matcher would also fit an absent label, since Prometheus refuses such a selector.
 */
export function selectorOf(metric: string, matchers: readonly Matcher[]): string {
  const parts = matchers.map(
    (matcher) => `${printLabelName(matcher.name)}${matcher.operator}${matcher.literal}`,
  );
  if (metric !== "") parts.unshift(`__name__=${quote(metric)}`);
  if (parts.length === 0) return "";
  if (metric === "" && matchers.every(fitsEmpty)) parts.push('__name__!=""');
  return `{${parts.join(",")}}`;
}
