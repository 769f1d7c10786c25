import { quote } from "../../../domain/query/promql/goString.ts";

/** What Go prints for a character that is none: a byte that is no UTF-8, or the end of the input. */
const REPLACEMENT = "\ufffd";

/** A character as Go's `%q` prints it, `'$'`; "" is the end of the input. */
export function quoteChar(char: string): string {
  if (char === '"') return `'"'`;
  if (char === "'") return `'\\''`;
  return `'${quote(replaced(char)).slice(1, -1)}'`;
}

/** A character as Go's `%#U` prints it, `U+0078 'x'`. */
export function describeChar(char: string): string {
  const shown = replaced(char);
  const code = (shown.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const isPrinted = char === "\\" || quote(shown).length === shown.length + 2 || char === '"';
  return isPrinted ? `U+${code} '${shown}'` : `U+${code}`;
}

function replaced(char: string): string {
  return isBroken(char) || char === "" ? REPLACEMENT : char;
}

/** Is it the replacement character, or half of a surrogate pair, which UTF-8 cannot carry? */
export function isBroken(char: string): boolean {
  return char === REPLACEMENT || (char.length === 1 && char >= "\ud800" && char <= "\udfff");
}

/** Go's `%.10q`: cut to ten characters, then quoted. */
export function quoteFirstTen(text: string): string {
  return quote([...text].slice(0, 10).join(""));
}
