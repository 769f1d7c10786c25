/** What the next byte may be. */
const VALUE = 0; // a value
const VALUE_OR_CLOSE = 1; // a value, or the end of an empty array
const KEY = 2; // a member name
const KEY_OR_CLOSE = 3; // a member name, or the end of an empty object
const COLON = 4;
const AFTER = 5; // a comma, or the end of the container

const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const QUOTE = 34;

export function isJsonSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/**
 * Offset of the first byte at which `bytes` stops being one JSON value (RFC 8259, as `JSON.parse` reads it), −1
 * when it is one, `bytes.length` when it ends too early. Any depth; no recursion.
 */
export function findJsonError(bytes: Uint8Array): number {
  const isObject: boolean[] = [];
  let expect = VALUE;
  let i = 0;
  for (;;) {
    while (i < bytes.length && isJsonSpace(bytes[i] as number)) i++;
    if (expect === AFTER && isObject.length === 0) return i < bytes.length ? i : -1;
    if (i >= bytes.length) return bytes.length;
    const c = bytes[i] as number;
    const inObject = isObject.at(-1) === true;
    if (expect === COLON) {
      if (c !== 58) return i;
      expect = VALUE;
      i++;
    } else if (expect === AFTER && c === 44) {
      expect = inObject ? KEY : VALUE;
      i++;
    } else if (expect !== VALUE && expect !== KEY && c === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
      isObject.pop();
      expect = AFTER;
      i++;
    } else if (expect === AFTER) {
      return i;
    } else if (expect === KEY || expect === KEY_OR_CLOSE) {
      if (c !== QUOTE) return i;
      const end = stringEnd(bytes, i);
      if (end < 0) return -end - 1;
      expect = COLON;
      i = end;
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      isObject.push(c === OPEN_OBJECT);
      expect = c === OPEN_OBJECT ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
      i++;
    } else {
      const end = c === QUOTE ? stringEnd(bytes, i) : scalarEnd(bytes, i);
      if (end < 0) return -end - 1;
      expect = AFTER;
      i = end;
    }
  }
}

const ESCAPES = new Set([...'"\\/bfnrt'].map((c) => c.charCodeAt(0)));
const isHex = (c: number) => (c >= 48 && c <= 57) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);

/** The offset after the string, or −(offset of the error) − 1. */
function stringEnd(bytes: Uint8Array, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    const c = bytes[i] as number;
    if (c === QUOTE) return i + 1;
    if (c < 32) return -i - 1;
    if (c !== 92) continue;
    i++;
    if (i >= bytes.length) break;
    if (bytes[i] === 117) {
      for (let k = 0; k < 4; k++) {
        i++;
        if (i < bytes.length && !isHex(bytes[i] as number)) return -i - 1;
      }
    } else if (!ESCAPES.has(bytes[i] as number)) return -i - 1;
  }
  return -bytes.length - 1;
}

/** As `stringEnd`, for numbers and the three literals. */
function scalarEnd(bytes: Uint8Array, start: number): number {
  const c = bytes[start] as number;
  if (c === 116) return literalEnd(bytes, start, "true");
  if (c === 102) return literalEnd(bytes, start, "false");
  if (c === 110) return literalEnd(bytes, start, "null");
  return numberEnd(bytes, start);
}

function literalEnd(bytes: Uint8Array, start: number, word: string): number {
  for (let k = 1; k < word.length; k++) if (bytes[start + k] !== word.charCodeAt(k)) return -(start + k) - 1;
  return start + word.length;
}

function numberEnd(bytes: Uint8Array, start: number): number {
  let i = start;
  if (bytes[i] === 45) i++;
  const whole = digitsEnd(bytes, i);
  if (whole === i) return -i - 1;
  // "01": the zero is a whole number and the 1 stands where a comma should.
  i = bytes[i] === 48 ? i + 1 : whole;
  if (bytes[i] === 46) {
    const end = digitsEnd(bytes, i + 1);
    if (end === i + 1) return -end - 1;
    i = end;
  }
  if (bytes[i] === 101 || bytes[i] === 69) {
    i++;
    if (bytes[i] === 43 || bytes[i] === 45) i++;
    const end = digitsEnd(bytes, i);
    if (end === i) return -end - 1;
    i = end;
  }
  return i;
}

function digitsEnd(bytes: Uint8Array, start: number): number {
  let i = start;
  while (i < bytes.length && (bytes[i] as number) >= 48 && (bytes[i] as number) <= 57) i++;
  return i;
}
