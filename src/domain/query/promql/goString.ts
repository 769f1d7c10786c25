/**
 * String literals as Prometheus (Go) reads and prints them. A Go string is bytes, so a byte that is not valid UTF-8
 * (`"\xff"`) is kept here as the lone surrogate U+DC80…U+DCFF, which no valid literal can produce otherwise.
 */

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const RAW_BYTE = 0xdc00;

/** The value of a literal in its quotes (`"…"`, `'…'` or backticks); null when it is malformed or not closed. */
export function unquote(literal: string): string | null {
  const mark = literal[0];
  if (literal.length < 2 || mark === undefined || literal.at(-1) !== mark) return null;
  const body = literal.slice(1, -1);
  if (mark === "`") return body.includes("`") ? null : body;
  if ((mark !== '"' && mark !== "'") || body.includes("\n")) return null;
  if (!body.includes("\\")) return body.includes(mark) ? null : body;
  return unescape(body, mark);
}

function unescape(body: string, mark: string): string | null {
  let value = "";
  let bytes: number[] = [];
  let at = 0;
  while (at < body.length) {
    const char = body[at] ?? "";
    if (char === mark) return null;
    const escape = char === "\\" ? readEscape(body, at + 1, mark) : null;
    if (char === "\\" && escape === null) return null;
    if (escape?.isByte) {
      bytes.push(escape.code);
    } else {
      value += decodeUtf8(bytes) + (escape ? String.fromCodePoint(escape.code) : char);
      bytes = [];
    }
    at = escape ? escape.end : at + 1;
  }
  return value + decodeUtf8(bytes);
}

interface Escape {
  readonly code: number;
  /** `\xNN` and `\NNN` are bytes, everything else a code point. */
  readonly isByte: boolean;
  readonly end: number;
}

function readEscape(body: string, at: number, mark: string): Escape | null {
  const char = body[at] ?? "";
  const simple = char === mark ? mark.charCodeAt(0) : SIMPLE[char];
  if (simple !== undefined) return { code: simple, isByte: false, end: at + 1 };
  const length = HEX_DIGITS[char];
  if (length !== undefined) {
    const digits = body.slice(at + 1, at + 1 + length);
    const code = Number.parseInt(digits, 16);
    const isValid = digits.length === length && /^[0-9a-f]+$/i.test(digits) && isCodePoint(code);
    return isValid ? { code, isByte: char === "x", end: at + 1 + length } : null;
  }
  const octal = body.slice(at, at + 3);
  return /^[0-3][0-7]{2}$/.test(octal)
    ? { code: Number.parseInt(octal, 8), isByte: true, end: at + 3 }
    : null;
}

function isCodePoint(code: number): boolean {
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

/** Decodes bytes as UTF-8; each byte that is not part of a valid sequence becomes U+DC00 + byte. */
function decodeUtf8(bytes: readonly number[]): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const { code, length } = decodeOne(bytes, at);
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

function decodeOne(bytes: readonly number[], at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, length: 1 };
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  let code = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) {
    const next = bytes[at + index];
    if (next === undefined || (next & 0xc0) !== 0x80) return { code: RAW_BYTE + first, length: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  const isValid = first >= 0xc2 && first < 0xf8 && code >= smallest && isCodePoint(code);
  return isValid ? { code, length } : { code: RAW_BYTE + first, length: 1 };
}

const ESCAPED: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\u000b": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};
/** Go's `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** The literal in double quotes, as Go's `strconv.Quote` and so every Prometheus message prints it. */
export function quote(value: string): string {
  let text = '"';
  for (const char of value) text += ESCAPED[char] ?? (PRINTABLE.test(char) ? char : escapeCode(char));
  return `${text}"`;
}

function escapeCode(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code > RAW_BYTE && code <= RAW_BYTE + 0xff) return `\\x${hex(code - RAW_BYTE, 2)}`;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, "0");
}
