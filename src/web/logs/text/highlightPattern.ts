/** What is marked in lines: a text as it stands, or the regular expression of a `|~` filter. */
export interface Highlight {
  readonly text: string;
  readonly isRegex: boolean;
  readonly isCaseless: boolean;
}

/** Longer ones are no search of a reader. */
const LONGEST_PATTERN = 500;

const escapeText = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/**
 * A RegExp (flags g, u) that finds the highlight in linear or nearly linear time, or null where there is none: a
 * pattern is the query's, in Go's syntax and made for a matcher that never backtracks, so what could take for ever
 * here (S31), or means another thing here, is left unmarked.
 */
export function highlightPattern({ text, isRegex, isCaseless }: Highlight): RegExp | null {
  if (text === "" || text.length > LONGEST_PATTERN) return null;
  const read = isRegex ? readGoPattern(text) : { source: escapeText(text), isCaseless: false };
  if (read === null || read.source === "") return null;
  try {
    return new RegExp(read.source, isCaseless || read.isCaseless ? "giu" : "gu");
  } catch {
    return null;
  }
}

interface ReadPattern {
  readonly source: string;
  readonly isCaseless: boolean;
}

const CASELESS = "(?i)";
/** Quantifiers without an end. One of them costs at most the square of a row's 2,000 characters; two nest or multiply. */
const UNBOUNDED = /[*+]|\{\d*,\}/g;
/** Groups that JavaScript reads otherwise: flags, names of Go, look-arounds (which Go refuses anyway). */
const FOREIGN_GROUP = /\(\?(?!:)/;
/** A quantifier behind a group multiplies what is inside it. */
const REPEATED_GROUP = /\)[*+{]/;
/** \A, \z, \Q…\E, \pL and octal codes. */
const FOREIGN_ESCAPE = /\\[AzQECpP0-9]/;

function readGoPattern(text: string): ReadPattern | null {
  const isCaseless = text.startsWith(CASELESS);
  const rest = isCaseless ? text.slice(CASELESS.length) : text;
  // ".*" at an end adds nothing but everything to the mark.
  const source = rest.replace(/^\^?(?:\.[*+]\??)/, "").replace(/(?<!\\)\.[*+]\??\$?$/, "");
  const isForeign = FOREIGN_GROUP.test(source) || FOREIGN_ESCAPE.test(source) || REPEATED_GROUP.test(source);
  const unbounded = source.match(UNBOUNDED)?.length ?? 0;
  return isForeign || unbounded > 1 ? null : { source, isCaseless };
}
