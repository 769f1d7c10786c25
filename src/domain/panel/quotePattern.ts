const SPECIAL = /[\\.+*?()|[\]{}^$]/g;

/** The text as a pattern of RE2 that matches exactly it: Go's `regexp.QuoteMeta`. */
export function quotePattern(text: string): string {
  return text.replaceAll(SPECIAL, (character) => `\\${character}`);
}
