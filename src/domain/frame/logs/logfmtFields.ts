import { labelNameOf, quotedEnd, type LogField } from "./LogField.ts";

/** Anything at or below a space parts two pairs. */
const GAP = /[^!-\uffff]+/y;
const KEY = /[!#-<>-\uffff]+/y;
const BARE = /[!#-<>-\uffff]*/y;
const REST = /[!-\uffff]*/y;
/** A name that a program writes, not a piece of a sentence or of an address: `http.status`, `x-id`, `@t`, `a[0]`. */
const LIKELY_KEY = /^[@A-Za-z_][\w.@:/\-[\]]*$/;

/**
 * The `key=value` pairs of a line, by the rules of Loki's `| logfmt` without flags: bare words and broken pairs are
 * passed over. Null when there is no pair with a likely key.
 */
export function logfmtFields(text: string): LogField[] | null {
  const fields: LogField[] = [];
  for (let at = end(GAP, text, 0); at < text.length; at = end(GAP, text, at)) {
    const keyEnd = end(KEY, text, at);
    const key = text.slice(at, keyEnd);
    if (text[keyEnd] !== "=" || key === "") {
      // A bare word, or a stray quote or sign, which spoils what follows it up to the next gap.
      at = end(REST, text, keyEnd);
      continue;
    }
    const from = keyEnd + 1;
    const to = text[from] === '"' ? quotedEnd(text, from) : end(BARE, text, from);
    // An unterminated quote takes the rest of the line along.
    if (to < 0) break;
    const isBroken = text[from] !== '"' && (text[to] === '"' || text[to] === "=");
    if (!isBroken && LIKELY_KEY.test(key)) fields.push(fieldOf(key, text, { from, to }));
    at = isBroken ? end(REST, text, to) : to;
  }
  return fields.some(({ hasNoLabel }) => !hasNoLabel) ? fields : null;
}

function fieldOf(key: string, text: string, { from, to }: { from: number; to: number }): LogField {
  const isQuoted = text[from] === '"';
  const place = isQuoted ? { from: from + 1, to: to - 1 } : { from, to };
  const raw = text.slice(place.from, place.to);
  const value = isQuoted && raw.includes("\\") ? unescape(raw) : raw;
  return { name: labelNameOf(key), value, ...place, ...(value === "" ? { hasNoLabel: true } : {}) };
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The escapes of JSON; any other escaped character stands for itself. */
function unescape(raw: string): string {
  return raw
    .replaceAll(
      /\\(?:u([0-9a-fA-F]{4})|([^]))/g,
      (_, code: string | undefined, character: string | undefined) =>
        code === undefined
          ? (ESCAPES[character ?? ""] ?? character ?? "")
          : String.fromCharCode(Number.parseInt(code, 16)),
    )
    .toWellFormed();
}

/** The offset after what the pattern takes at `at`; `at` itself when that is nothing. */
function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
