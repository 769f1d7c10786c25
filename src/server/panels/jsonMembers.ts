/** A member of a JSON object, as bytes of the text it stands in. */
export interface JsonMember {
  readonly from: number;
  readonly to: number;
}

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
const COMMA = 0x2c;
export const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * Where the members of the object that begins at `start` stand, by name, without reading their values; null for what is
 * no object or ends too early. Of a name that comes twice the last counts, as for JSON.parse. What stands inside the
 * values is not judged.
 */
export function jsonMembers(body: Buffer, start = 0): ReadonlyMap<string, JsonMember> | null {
  const members = new Map<string, JsonMember>();
  let at = skipBlanks(body, start);
  if (body[at] !== OPEN_OBJECT) return null;
  at = skipBlanks(body, at + 1);
  if (body[at] === CLOSE_OBJECT) return members;
  for (;;) {
    if (body[at] !== QUOTE) return null;
    const nameEnd = endOfString(body, at);
    const name = nameEnd === -1 ? null : nameOf(body, at, nameEnd);
    at = skipBlanks(body, nameEnd);
    if (name === null || body[at] !== COLON) return null;
    const from = skipBlanks(body, at + 1);
    const to = endOfValue(body, from);
    if (to === -1) return null;
    members.set(name, { from, to });
    at = skipBlanks(body, to);
    if (body[at] === CLOSE_OBJECT) return members;
    if (body[at] !== COMMA) return null;
    at = skipBlanks(body, at + 1);
  }
}

function nameOf(body: Buffer, from: number, to: number): string | null {
  try {
    return String(JSON.parse(body.toString("utf8", from, to)));
  } catch {
    return null;
  }
}

export function skipBlanks(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x0a || body[at] === 0x0d || body[at] === 0x09) at += 1;
  return at;
}

/** Behind the closing quote; -1 where there is none. */
export function endOfString(body: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = body.indexOf(QUOTE, at + 1);
    if (at === -1) return -1;
    let slashes = 0;
    while (body[at - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** Behind the value that begins here; -1 where it does not end. */
export function endOfValue(body: Buffer, from: number): number {
  const first = body[from];
  if (first === QUOTE) return endOfString(body, from);
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return endOfWord(body, from);
  let depth = 0;
  for (let at = from; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      at = endOfString(body, at) - 1;
      if (at < 0) return -1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** A number, true, false or null. */
function endOfWord(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && !ENDS_WORD.has(body[at] ?? 0)) at += 1;
  return at === from ? -1 : at;
}

const ENDS_WORD: ReadonlySet<number> = new Set([COMMA, CLOSE_OBJECT, CLOSE_ARRAY, 0x20, 0x0a, 0x0d, 0x09]);
