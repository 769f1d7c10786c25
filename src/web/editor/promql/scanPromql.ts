export type TokenKind =
  | "word"
  | "string"
  | "number"
  | "variable"
  | "operator"
  | "bracket"
  | "comma"
  | "colon"
  | "comment"
  | "other";

/** One token of a query; `from` and `to` are UTF-16 offsets, `to` exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The group of TOKEN that took part says the kind; the order is that of its alternatives. */
const KINDS: readonly TokenKind[] = [
  "comment",
  "string",
  "variable",
  "number",
  "word",
  "operator",
  "bracket",
  "comma",
  "other",
];

/**
 * White space, then one token. Linear: no nested quantifier, no two alternatives that begin alike.
 * - Unterminated strings end with the line, as in Prometheus' own lexer; backticks may span lines.
 * - Variables are "$__interval" and "${__range}"; a lone "$" is one about to be typed.
 */
const TOKEN =
  /\s*(?:(#[^\n]*)|("(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?|`[^`]*`?)|(\$\{?\w*\}?)|(\.?\d[\w.]*)|([A-Za-z_:][\w:]*)|(=~|!~|!=|==|<=|>=|<\/|>\/|[-+*/%^<>=!@])|([()[\]{}])|(,)|(\S))/y;

/**
 * Cuts a query into tokens. Total: any text gives tokens; what no pattern knows is "other", one unit long.
 * It exists beside the Lezer grammar because completion must know where it is in text that does not parse yet,
 * such as `rate(foo{pod=~"` or `foo[$__`.
 */
export function scanPromql(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let squareDepth = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const group = match.findIndex((part, index) => index > 0 && part !== undefined);
    const whole = match[group] ?? "";
    const from = TOKEN.lastIndex - whole.length;
    // Inside "[ ]" a colon parts range and step (`[5m:1m]`); elsewhere it belongs to a name (`job:up:sum`).
    const isColon = squareDepth > 0 && whole.startsWith(":");
    const kind = isColon ? "colon" : (KINDS[group - 1] ?? "other");
    const tokenText = isColon ? ":" : whole;
    TOKEN.lastIndex = from + tokenText.length;
    if (tokenText === "[") squareDepth += 1;
    if (tokenText === "]" && squareDepth > 0) squareDepth -= 1;
    tokens.push({ kind, from, to: TOKEN.lastIndex, text: tokenText });
  }
  return tokens;
}

/** True for `"abc"`, false for `"abc` and for a lone quote. */
export function isClosedString(literal: string): boolean {
  if (literal.length < 2 || !literal.endsWith(literal.charAt(0))) return false;
  if (literal.startsWith("`")) return true;
  let backslashes = 0;
  while (literal.charAt(literal.length - 2 - backslashes) === "\\") backslashes += 1;
  return backslashes % 2 === 0;
}
