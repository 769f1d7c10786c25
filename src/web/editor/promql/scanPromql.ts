import type { Token, TokenKind } from "../completion/Token.ts";

/**
 * The kind a token's first character gives it, and the pattern of the rest; without one the character is the token.
 * Linear: no nested quantifier, no two alternatives that begin alike.
 * - Unterminated strings end with the line, as in Prometheus' own lexer; backticks may span lines.
 * - Variables are "$__interval" and "${__range}"; a lone "$" is one about to be typed.
 */
const STARTS: readonly (readonly [string, TokenKind, RegExp?])[] = [
  ["()[]{}", "bracket"],
  [",", "comma"],
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:", "word", /[\w:]*/y],
  ["0123456789.", "number", /[\w.]*/y],
  ['"', "string", /(?:[^"\\\n]|\\[^\n])*"?/y],
  ["'", "string", /(?:[^'\\\n]|\\[^\n])*'?/y],
  ["`", "string", /[^`]*`?/y],
  ["$", "variable", /\{?\w*\}?/y],
  ["#", "comment", /[^\n]*/y],
  ["=", "operator", /[~=]?/y],
  ["!", "operator", /[~=]?/y],
  ["<", "operator", /[=/]?/y],
  [">", "operator", /[=/]?/y],
  ["+-*/%^@", "operator"],
];
const START_OF: ReadonlyMap<string, readonly [string, TokenKind, RegExp?]> = new Map(
  STARTS.flatMap((start) => [...start[0]].map((character) => [character, start] as const)),
);

/**
 * Cuts a query into tokens. Total: any text gives tokens; what has no other kind is "other", one unit long.
 * It exists beside the Lezer grammar because completion must know where it is in text that does not parse yet,
 * such as `rate(foo{pod=~"` or `foo[$__`.
 */
export function scanPromql(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let squareDepth = 0;
  let from = 0;
  while (from < text.length) {
    const first = text.charAt(from);
    if (first === " " || first === "\n" || first.trim() === "") {
      from += 1;
      continue;
    }
    // Inside "[ ]" a colon parts range and step (`[5m:1m]`); elsewhere it belongs to a name (`job:up:sum`).
    const isColon = squareDepth > 0 && first === ":";
    const [, kind, rest] = START_OF.get(first) ?? [first, "other" as const];
    const to = rest === undefined || isColon ? from + 1 : endOf(rest, text, from + 1);
    if (first === "[") squareDepth += 1;
    if (first === "]" && squareDepth > 0) squareDepth -= 1;
    tokens.push({ kind: isColon ? "colon" : kind, from, to, text: text.slice(from, to) });
    from = to;
  }
  return tokens;
}

function endOf(rest: RegExp, text: string, from: number): number {
  rest.lastIndex = from;
  return rest.test(text) ? rest.lastIndex : from;
}
