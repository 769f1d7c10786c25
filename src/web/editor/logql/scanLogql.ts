import type { Token, TokenKind } from "../completion/Token.ts";

/**
 * The kind a token's first character gives it, and the pattern of the rest; without one the character is the token.
 * Linear: no nested quantifier, no two alternatives that begin alike.
 * - Unterminated strings end with the line, as in Go's scanner, which Loki reads with; backticks may span lines.
 * - Durations and bytes are numbers with letters: "5m", "1h30m", "10KiB".
 * - Variables are "$__interval" and "${__range}"; a lone "$" is one about to be typed.
 */
const STARTS: readonly (readonly [string, TokenKind, RegExp?])[] = [
  ["()[]{}", "bracket"],
  [",", "comma"],
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", "word", /\w*/y],
  ["0123456789.", "number", /[\w.]*/y],
  ['"', "string", /(?:[^"\\\n]|\\[^\n])*"?/y],
  ["'", "string", /(?:[^'\\\n]|\\[^\n])*'?/y],
  ["`", "string", /[^`]*`?/y],
  ["$", "variable", /\{?\w*\}?/y],
  ["#", "comment", /[^\n]*/y],
  ["|", "operator", /[=~>]?/y],
  ["=", "operator", /[~=]?/y],
  ["!", "operator", /[~=>]?/y],
  ["<>", "operator", /=?/y],
  ["+*/%^", "operator"],
];
const START_OF: ReadonlyMap<string, readonly [string, TokenKind, RegExp?]> = new Map(
  STARTS.flatMap((start) => [...start[0]].map((character) => [character, start] as const)),
);
/** `logfmt --strict`; a single dash subtracts. */
const FLAG = /--[\w-]*/y;

/**
 * Cuts a query into tokens. Total: any text gives tokens; what has no other kind is "other", one unit long.
 * It exists beside the Lezer grammar because completion must know where it is in text that does not parse yet,
 * such as `{app="a"} | json | ` or `rate({pod=~"`.
 */
export function scanLogql(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let from = 0;
  while (from < text.length) {
    const first = text.charAt(from);
    if (first.trim() === "") {
      from += 1;
      continue;
    }
    const token = first === "-" ? dashAt(text, from) : tokenAt(text, from, first);
    tokens.push(token);
    from = token.to;
  }
  return tokens;
}

function tokenAt(text: string, from: number, first: string): Token {
  const [, kind, rest] = START_OF.get(first) ?? [first, "other" as const];
  const to = rest === undefined ? from + 1 : endOf(rest, text, from + 1);
  return { kind, from, to, text: text.slice(from, to) };
}

function dashAt(text: string, from: number): Token {
  const to = endOf(FLAG, text, from);
  return to > from
    ? { kind: "flag", from, to, text: text.slice(from, to) }
    : { kind: "operator", from, to: from + 1, text: "-" };
}

function endOf(rest: RegExp, text: string, from: number): number {
  rest.lastIndex = from;
  return rest.test(text) ? rest.lastIndex : from;
}
