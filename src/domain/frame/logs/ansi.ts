/**
 * Escape sequences of terminals (ECMA-48) in a line. Of them only colours and weights are taken, and only from
 * fixed sets; all others (cursor moves, titles, links, device questions, concealed text) are left out of what is
 * shown and never obeyed. `from` tells where a span's text stands in the line.
 */
export interface AnsiSpan {
  readonly text: string;
  readonly from: number;
  /** Index into the 256 colours of xterm. */
  readonly fg?: number;
  readonly bg?: number;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
}

type Style = Omit<AnsiSpan, "text" | "from">;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * One sequence: CSI (`ESC [ … final`), a string command such as OSC up to its end (BEL or ST), any other two- or
 * three-character escape, or an escape that is none. C1 codes (U+009B, U+009D …) mean the same as `ESC [` and so on.
 * A string command without an end loses its beginning only: it must not hide the rest of the line.
 */
const SEQUENCE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /(?:\u001b\[|\u009b)([\u0030-\u003f]*)[\u0020-\u002f]*([\u0040-\u007e])?|(?:\u001b[P\]X^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[\u0020-\u002f]*[\u0030-\u007e]?|[\u0090\u0098\u009d-\u009f]/g;

/** A line of nothing but sequences would be as many elements; what follows so many spans is shown as it is. */
const MAX_SPANS = 1000;
/** More parameters than any program writes in one sequence. */
const MAX_CODES = 64;

/** The line in spans of one style each, without any escape sequence; one span without a style where there is none. */
export function ansiSpans(text: string): AnsiSpan[] {
  if (!hasAnsi(text)) return [{ text, from: 0 }];
  const spans: AnsiSpan[] = [];
  let style: Style = {};
  let from = 0;
  for (const match of text.matchAll(SEQUENCE)) {
    if (match.index > from) spans.push({ text: text.slice(from, match.index), from, ...style });
    from = match.index + match[0].length;
    if (spans.length >= MAX_SPANS) break;
    if (match[2] === "m") style = styleAfter(style, match[1] ?? "");
  }
  if (from < text.length) spans.push({ text: text.slice(from), from, ...style });
  return spans;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const INTRODUCER = /[\u001b\u0090\u0098\u009b\u009d-\u009f]/;

/** Whether the line holds any escape sequence. */
export function hasAnsi(text: string): boolean {
  return INTRODUCER.test(text);
}

/** The line without escape sequences, for searching, folding, patterns and copying. */
export function withoutAnsi(text: string): string {
  return hasAnsi(text) ? text.replaceAll(SEQUENCE, "") : text;
}

/** Codes that switch one thing on or off (ECMA-48 §8.3.117); 8, which conceals text, is not among them. */
const SWITCHES: Readonly<Record<number, (style: Mutable<Style>) => void>> = {
  1: (style) => void (style.bold = true),
  2: (style) => void (style.dim = true),
  3: (style) => void (style.italic = true),
  4: (style) => void (style.underline = true),
  9: (style) => void (style.strike = true),
  21: (style) => void (style.underline = true),
  22: (style) => (delete style.bold, void delete style.dim),
  23: (style) => void delete style.italic,
  24: (style) => void delete style.underline,
  29: (style) => void delete style.strike,
  39: (style) => void delete style.fg,
  49: (style) => void delete style.bg,
};

function styleAfter(before: Style, parameters: string): Style {
  if (/[^\d;:]/.test(parameters)) return before;
  let style: Mutable<Style> = { ...before };
  const codes = parameters
    .split(/[;:]/, MAX_CODES)
    .map((part) => (part === "" ? 0 : Math.min(Number(part), 999)));
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) style = {};
    else if (code === 7) style = { ...style, ...swapped(style) };
    else if (code === 38 || code === 48) {
      const { color, used } = extendedColor(codes.slice(i + 1));
      if (color !== undefined) style[code === 38 ? "fg" : "bg"] = color;
      i += used;
    } else if (code >= 30 && code <= 37) style.fg = code - 30;
    else if (code >= 40 && code <= 47) style.bg = code - 40;
    else if (code >= 90 && code <= 97) style.fg = code - 82;
    else if (code >= 100 && code <= 107) style.bg = code - 92;
    else SWITCHES[code]?.(style);
  }
  return style;
}

/** Reverse video: white on black where nothing was set, so that it can be seen. */
const swapped = ({ fg, bg }: Style) => ({ fg: bg ?? 0, bg: fg ?? 7 });

/** `5;n` is a colour of the table, `2;r;g;b` the nearest one of its cube. */
function extendedColor([kind, ...rest]: readonly number[]): { color?: number; used: number } {
  const [first = 0, second = 0, third = 0] = rest;
  if (kind === 5) return { ...(first <= 255 ? { color: first } : {}), used: 2 };
  if (kind !== 2) return { used: 0 };
  if (Math.max(first, second, third) > 255) return { used: 4 };
  const [r = 0, g = 0, b = 0] = [first, second, third].map((part) => Math.round((part / 255) * 5));
  return { color: 16 + 36 * r + 6 * g + b, used: 4 };
}
