import { unquote } from "../../../domain/query/promql/goString.ts";

/** Text for the inside of a literal in `quote`; null where it cannot be written (a backtick inside backticks). */
export function escapeInside(text: string, quote: string): string | null {
  if (quote === "`") return text.includes("`") ? null : text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(quote, `\\${quote}`);
}

/** True for `"abc"`, false for `"abc` and for a lone quote. */
export function isClosedString(literal: string): boolean {
  if (literal.length < 2 || !literal.endsWith(literal.charAt(0))) return false;
  if (literal.startsWith("`")) return true;
  let backslashes = 0;
  while (literal.charAt(literal.length - 2 - backslashes) === "\\") backslashes += 1;
  return backslashes % 2 === 0;
}

/** The text a literal's inside stands for; of one that is malformed, the best guess. */
export function unescapeInside(inside: string, quote: string): string {
  if (quote === "`" || !inside.includes("\\")) return inside;
  return unquote(quote + inside + quote) ?? inside.replace(/\\(.)/g, "$1");
}

/** The text of a whole literal, with its quotes; tolerates a missing closing one. */
export function literalText(literal: string): string {
  const quote = literal.charAt(0);
  return unescapeInside(literal.slice(1, isClosedString(literal) ? -1 : undefined), quote);
}
