import { type LineHighlight, lineFilters, lineHighlights } from "../../../domain/query/logql/lineFilters.ts";

/** Longer ones are no search of a reader. */
const LONGEST_PATTERN = 500;

const escapeText = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Finds a text as it stands; flags g and u. Null for none. */
export function textPattern({ text, isCaseInsensitive }: LineHighlight): RegExp | null {
  if (text === "" || text.length > LONGEST_PATTERN) return null;
  return new RegExp(escapeText(text), isCaseInsensitive ? "giu" : "gu");
}

/** What to mark in the lines of a query: the texts of its line filters, and its `|~` patterns where `goPattern` reads them. */
export function queryMarks(query: string): readonly RegExp[] {
  const texts = lineHighlights(query).map(textPattern);
  const patterns = lineFilters(query).map(({ op, value, isIp }) =>
    op === "|~" && !isIp ? goPattern(value) : null,
  );
  const marks = new Map(
    [...texts, ...patterns].flatMap((one) => (one ? [[`${one.flags}${one.source}`, one]] : [])),
  );
  return [...marks.values()];
}

const CASELESS = "(?i)";
/** Groups that JavaScript reads otherwise: flags, names of Go, look-arounds (which Go refuses anyway). */
const FOREIGN_GROUP = /\(\?(?!:)/;
/** \A, \z, \Q…\E, \pL and octal codes. */
const FOREIGN_ESCAPE = /\\[AzQECpP0-9]/;
/** A quantifier behind a group multiplies what is inside it. */
const REPEATED_GROUP = /\)[*+{]/;
const REPEATED = /[*+{]/g;
/** Each choice may double the work of a matcher that backtracks: 2⁶ of it are still nothing. */
const CHOICE = /[?|]/g;
const MOST_CHOICES = 6;
/** A run of `\d+` or `.*` is looked for this far: the work grows with the line's length, not with its square. */
const LONGEST_RUN = 100;

/**
 * The pattern of a `|~` filter as a RegExp, or null. It is written for an engine that never backtracks, so only what
 * takes linear time here as well is read, and only what means the same in both; the rest is left unmarked (S31).
 */
export function goPattern(pattern: string): RegExp | null {
  const isCaseless = pattern.startsWith(CASELESS);
  const whole = isCaseless ? pattern.slice(CASELESS.length) : pattern;
  // ".*" at an end would mark everything.
  const source = withoutAny(whole);
  const bare = source.replaceAll(/\\./g, "");
  const isForeign = FOREIGN_GROUP.test(source) || FOREIGN_ESCAPE.test(source) || REPEATED_GROUP.test(bare);
  const isEndless = bare.includes(",}") || (bare.match(REPEATED)?.length ?? 0) > 1;
  const choices = bare.match(CHOICE)?.length ?? 0;
  if (source === "" || source.length > LONGEST_PATTERN || isForeign || isEndless || choices > MOST_CHOICES) {
    return null;
  }
  const bounded = source.replaceAll(/\\.|[*+]/g, (sign) =>
    sign === "*" ? `{0,${LONGEST_RUN}}` : sign === "+" ? `{1,${LONGEST_RUN}}` : sign,
  );
  try {
    return new RegExp(bounded, isCaseless ? "giu" : "gu");
  } catch {
    return null;
  }
}

function withoutAny(pattern: string): string {
  const start = ["^.*", ".*", "^.+", ".+"].find((any) => pattern.startsWith(any)) ?? "";
  const rest = pattern.slice(start.length);
  const end =
    [".*$", ".*", ".+$", ".+"].find((any) => rest.endsWith(any) && !rest.endsWith(`\\${any}`)) ?? "";
  return rest.slice(0, rest.length - end.length);
}
