import { constants, gunzipSync } from "node:zlib";

/** Enough for the header and the Huffman tables of a first deflate block, and at most 1 MiB when inflated. */
const PEEK_BYTES = 1_024;

export type BodyStart = "json" | "other" | "more" | "broken";

/** Judges the first bytes of a body: JSON (an object or array, after a byte order mark or spaces) or not. */
export function bodyStart(bytes: Buffer): BodyStart {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x7b || byte === 0x5b) return "json";
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return "other";
    at += 1;
  }
  return "more";
}

/** The same for a gzip body, of which only the very start is inflated. */
export function gzipBodyStart(bytes: Buffer): BodyStart {
  if (bytes.length < 18) return "more";
  const text = inflateStart(bytes.subarray(0, PEEK_BYTES));
  return text === null ? "broken" : bodyStart(text);
}

/** What the beginning of a gzip stream inflates to (at most `maxBytes`), or null when it is none. */
export function inflateStart(bytes: Buffer, maxBytes = 2 * 1024 * 1024): Buffer | null {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes });
  } catch {
    return null;
  }
}
