/**
 * Grafana's interval variables in a query: `$__interval`, `$__rate_interval`, `$__range`, with `_ms` and `_s` where
 * Grafana has them, each also as `${name}`, `${name:format}` and `[[name]]`. Their values come from
 * `variableValues` of domain/time.
 */

const KNOWN: ReadonlySet<string> = new Set([
  "$__interval",
  "$__interval_ms",
  "$__rate_interval",
  "$__rate_interval_ms",
  "$__range",
  "$__range_s",
  "$__range_ms",
]);
const REFERENCE = /\$\{(\w+)(?::\w+)?\}|\$(\w+)|\[\[(\w+)(?::\w+)?\]\]/g;

interface Reference {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function references(text: string): readonly Reference[] {
  if (!text.includes("$") && !text.includes("[[")) return [];
  return [...text.matchAll(REFERENCE)].map((match) => ({
    name: `$${match[1] ?? match[2] ?? match[3] ?? ""}`,
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Offsets between the text as typed and the text as sent. Inside a variable both map to its start. */
export interface PositionMap {
  readonly toTyped: (sentOffset: number) => number;
  readonly toSent: (typedOffset: number) => number;
}

export interface Substitution {
  readonly text: string;
  readonly map: PositionMap;
}

interface Piece {
  readonly typedFrom: number;
  readonly typedTo: number;
  readonly sentFrom: number;
  readonly sentTo: number;
}

/** Puts `values` (by name with the dollar sign) in place of the variables; names without a value stay. */
export function substituteVariables(text: string, values: Readonly<Record<string, string>>): Substitution {
  const pieces: Piece[] = [];
  let sent = "";
  let at = 0;
  for (const { name, from, to } of references(text)) {
    if (!Object.hasOwn(values, name)) continue;
    sent += text.slice(at, from);
    const sentFrom = sent.length;
    sent += values[name] ?? "";
    pieces.push({ typedFrom: from, typedTo: to, sentFrom, sentTo: sent.length });
    at = to;
  }
  return { text: sent + text.slice(at), map: positionMap(pieces) };
}

function positionMap(pieces: readonly Piece[]): PositionMap {
  return {
    toTyped: (offset) => {
      const last = pieces.findLast((piece) => piece.sentFrom <= offset);
      if (!last) return offset;
      return offset < last.sentTo ? last.typedFrom : offset - last.sentTo + last.typedTo;
    },
    toSent: (offset) => {
      const last = pieces.findLast((piece) => piece.typedFrom <= offset);
      if (!last) return offset;
      return offset < last.typedTo ? last.sentFrom : offset - last.typedTo + last.sentTo;
    },
  };
}

/**
 * The text with each known variable replaced by a duration of the same length (`$__interval` → `0000000005m`), so
 * that the grammar reads it and every offset stays. Unknown variables stay, for the server will refuse them.
 */
export function maskVariables(text: string): string {
  let masked = "";
  let at = 0;
  for (const { name, from, to } of references(text)) {
    if (!KNOWN.has(name)) continue;
    masked += `${text.slice(at, from)}${"5m".padStart(to - from, "0")}`;
    at = to;
  }
  return masked + text.slice(at);
}

/** String literals and comments; a string that is not closed ends with its line. */
const OPAQUE = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/g;
/** What stands before a string that is the value of a matcher, where Grafana users put variables: `{job="$job"}`. */
const BEFORE_VALUE = /[=!]~?\s*$/;

/** References to variables nobody here gives a value, in text order: `$job`, `[[cluster]]`. */
export function unknownVariables(text: string): readonly Reference[] {
  const unknown = references(text).filter(({ name }) => !KNOWN.has(name) && !/^\$\d/.test(name));
  if (unknown.length === 0) return unknown;
  const opaque = [...text.matchAll(OPAQUE)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    isValue: match[0][0] !== "#" && BEFORE_VALUE.test(text.slice(0, match.index)),
  }));
  return unknown.filter((reference) => {
    const around = opaque.find(({ from, to }) => from < reference.from && reference.to <= to);
    // `[[…]]` in a value may be a regular expression's class.
    return !around || (around.isValue && text[reference.from] === "$");
  });
}

export function hasUnknownVariables(text: string): boolean {
  return unknownVariables(text).length > 0;
}
