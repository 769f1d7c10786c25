import { fitsEmpty } from "../completion/fitsEmpty.ts";
import { isClosedString } from "../completion/quoting.ts";
import type { Token } from "../completion/Token.ts";

/** One finished matcher between braces, with the index of its first token. */
export interface Matcher {
  readonly tokenIndex: number;
  readonly name: string;
  readonly operator: string;
  /** The literal as it was written, so that its escapes go to the server untouched. */
  readonly literal: string;
}

export const MATCH_OPERATORS: ReadonlySet<string> = new Set(["=", "!=", "=~", "!~"]);
/** A token that cannot be between braces, so the group was never closed. */
const ENDS_GROUP: ReadonlySet<string> = new Set(["}", "{", "(", ")", "[", "]", "|", "|=", "|~", "|>"]);

/** The finished matchers behind the "{" at index `open`. Total: an unfinished one is left out. */
export function readSelector(tokens: readonly Token[], open: number): readonly Matcher[] {
  const matchers: Matcher[] = [];
  let index = open + 1;
  for (let token = tokens[index]; token !== undefined && !ENDS_GROUP.has(token.text); token = tokens[index]) {
    const operator = tokens[index + 1]?.text ?? "";
    const value = tokens[index + 2];
    if (
      token.kind === "word" &&
      MATCH_OPERATORS.has(operator) &&
      value?.kind === "string" &&
      isClosedString(value.text)
    ) {
      matchers.push({ tokenIndex: index, name: token.text, operator, literal: value.text });
      index += 3;
    } else index += 1;
  }
  return matchers;
}

/** The matchers as a selector; "" where every one of them would also fit an absent label, since Loki refuses such. */
export function selectorOf(matchers: readonly Matcher[]): string {
  if (matchers.every(fitsEmpty)) return "";
  return `{${matchers.map(({ name, operator, literal }) => name + operator + literal).join(",")}}`;
}
