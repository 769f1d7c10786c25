/** Names that may stand without quotes: the classic alphabet, before UTF-8 names came. */
const CLASSIC_METRIC = /^[A-Za-z_:][\w:]*$/;
const CLASSIC_LABEL = /^[A-Za-z_]\w*$/;

export function isClassicMetric(name: string): boolean {
  return CLASSIC_METRIC.test(name);
}

export function isClassicLabel(name: string): boolean {
  return CLASSIC_LABEL.test(name);
}

/** Text for the inside of a literal in `quote`; null where it cannot be written (a backtick inside backticks). */
export function escapeInside(text: string, quote: string): string | null {
  if (quote === "`") return text.includes("`") ? null : text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(quote, `\\${quote}`);
}

/** A double-quoted literal of the text. */
export function quoteText(text: string): string {
  return `"${escapeInside(text, '"') ?? ""}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** The text a literal's inside stands for. Knows the one-letter escapes; hexadecimal ones are left as they are. */
export function unescapeInside(inside: string, quote: string): string {
  if (quote === "`" || !inside.includes("\\")) return inside;
  return inside.replace(/\\(.)/g, (whole: string, letter: string) => {
    if ("xuU01234567".includes(letter)) return whole;
    return ESCAPES[letter] ?? letter;
  });
}

/** The text of a whole literal, with its quotes; tolerates a missing closing one. */
export function literalText(literal: string): string {
  const quote = literal.charAt(0);
  const end = literal.length > 1 && literal.endsWith(quote) ? literal.length - 1 : literal.length;
  return unescapeInside(literal.slice(1, end), quote);
}

/** RE2's own list of characters with a meaning (Go's `regexp.QuoteMeta`). */
const REGEXP_META = /[\\.+*?()|[\]{}^$]/g;

export function escapeRegexp(text: string): string {
  return text.replace(REGEXP_META, "\\$&");
}
