/** One value inside a line, with its place in the line's text. */
export interface LogField {
  /** The label name that Loki's parser would give it. */
  readonly name: string;
  /** Unescaped; a number with all the digits it was written with. */
  readonly value: string;
  /** Where the value stands in the text, without quotes: `text.slice(from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Loki's parser makes no label of it (an array, null, an empty value), so that no filter can name it. */
  readonly hasNoLabel?: true;
}

export interface LineFields {
  readonly parser: "json" | "logfmt" | null;
  readonly fields: readonly LogField[];
}

/** A label is named by letters, digits and `_`, the first no digit; every other character becomes `_`. */
export function labelNameOf(key: string): string {
  const trimmed = key.trim();
  return (/^[0-9]/.test(trimmed) ? `_${trimmed}` : trimmed).replaceAll(/[^A-Za-z0-9_]/gu, "_");
}

/** The offset after the quoted text that begins at `at`, −1 when it does not end; any length, without a stack. */
export function quotedEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) return i + 1;
  }
  return -1;
}
