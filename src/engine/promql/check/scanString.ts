import { describeChar, isBroken } from "./goText.ts";
import { ParseRefusal } from "./ParseRefusal.ts";

const SIMPLE_ESCAPES = "abfnrtv\\";
/** Letter → number of hexadecimal digits behind it, and the largest value. */
const HEX_ESCAPES: ReadonlyMap<string, readonly [digits: number, max: number]> = new Map([
  ["x", [2, 0xff]],
  ["u", [4, 0x10ffff]],
  ["U", [8, 0x10ffff]],
]);
const MAX_OCTAL = 0xff;

/** The end of the string literal that begins at `from`; refuses one that is not closed or has a bad escape. */
export function scanString(query: string, from: number): number {
  const mark = query[from] ?? "";
  let at = from + 1;
  for (;;) {
    const char = charAt(query, at);
    at += char.length;
    if (char === mark) return at;
    if (isBroken(char)) throw new ParseRefusal(from, "invalid UTF-8 rune");
    if (mark === "`" && char === "") throw new ParseRefusal(from, "unterminated raw string");
    if (mark === "`") continue;
    if (char === "" || char === "\n") throw new ParseRefusal(from, "unterminated quoted string");
    if (char === "\\") at = scanEscape(query, at, from);
  }
}

export function charAt(query: string, at: number): string {
  const code = query.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The end of the escape whose backslash stands before `at`. */
function scanEscape(query: string, at: number, from: number): number {
  const char = charAt(query, at);
  if (char === "") throw new ParseRefusal(from, "escape sequence not terminated");
  if (char === query[from] || SIMPLE_ESCAPES.includes(char)) return at + 1;
  if (/[0-7]/.test(char)) return scanCode(query, { at, from, digits: 3, base: 8, max: MAX_OCTAL });
  const hex = HEX_ESCAPES.get(char);
  if (!hex) throw new ParseRefusal(from, `unknown escape sequence ${describeChar(char)}`);
  return scanCode(query, { at: at + 1, from, digits: hex[0], base: 16, max: hex[1] });
}

interface CodeEscape {
  readonly at: number;
  readonly from: number;
  readonly digits: number;
  readonly base: 8 | 16;
  readonly max: number;
}

function scanCode(query: string, { at, from, digits, base, max }: CodeEscape): number {
  const isDigit = base === 8 ? /^[0-7]$/ : /^[0-9a-fA-F]$/;
  for (let index = 0; index < digits; index++) {
    const char = charAt(query, at + index);
    if (char === "") throw new ParseRefusal(from, "escape sequence not terminated");
    if (!isDigit.test(char))
      throw new ParseRefusal(from, `illegal character ${describeChar(char)} in escape sequence`);
  }
  const code = Number.parseInt(query.slice(at, at + digits), base);
  if (code > max || (code >= 0xd800 && code < 0xe000))
    throw new ParseRefusal(from, "escape sequence is an invalid Unicode code point");
  return at + digits;
}
