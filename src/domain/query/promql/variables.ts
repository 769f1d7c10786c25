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

export interface Reference {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Everything that looks like a variable, known or not, in text order. */
export function references(text: string): readonly Reference[] {
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
  return replaceReferences(text, ({ name }) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null));
}

/** Puts `valueOf(reference)` in place of each known variable. */
export function replaceKnown(text: string, valueOf: (reference: Reference) => string): Substitution {
  return replaceReferences(text, (reference) => (KNOWN.has(reference.name) ? valueOf(reference) : null));
}

/** Puts `valueOf(reference)` in place of each variable; where it is null the variable stays. */
export function replaceReferences(
  text: string,
  valueOf: (reference: Reference) => string | null,
): Substitution {
  const pieces: Piece[] = [];
  let sent = "";
  let at = 0;
  for (const reference of references(text)) {
    const value = valueOf(reference);
    if (value === null) continue;
    const { from: typedFrom, to: typedTo } = reference;
    sent += text.slice(at, typedFrom);
    pieces.push({ typedFrom, typedTo, sentFrom: sent.length, sentTo: sent.length + value.length });
    sent += value;
    at = typedTo;
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
  return replaceKnown(text, ({ from, to }) => "5m".padStart(to - from, "0")).text;
}

/** String literals and comments; a string that is not closed ends with its line. */
const OPAQUE = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/g;
/** What stands before a string that is the value of a matcher, where Grafana users put variables: `{job="$job"}`. */
const BEFORE_VALUE = /[=!]~?\s*$/;
/** Characters looked at before a string; only blanks can push the operator further away. */
const LOOK_BACK = 32;

/** References to variables nobody here gives a value, in text order: `$job`, `[[cluster]]`. */
export function unknownVariables(text: string): readonly Reference[] {
  const unknown = references(text).filter(({ name }) => !KNOWN.has(name) && !/^\$\d/.test(name));
  if (unknown.length === 0) return unknown;
  const opaque = [...text.matchAll(OPAQUE)];
  let at = 0;
  return unknown.filter((reference) => {
    for (let next = opaque[at]; next && endOf(next) <= reference.from; next = opaque[at]) at++;
    const around = opaque[at];
    if (!around || around.index >= reference.from) return true;
    // `[[…]]` in a value may be a regular expression's class.
    return text[reference.from] === "$" && isMatcherValue(text, around);
  });
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

function isMatcherValue(text: string, { 0: literal, index }: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, index - LOOK_BACK), index);
  return !literal.startsWith("#") && BEFORE_VALUE.test(before);
}
