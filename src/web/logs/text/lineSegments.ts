import { ansiSpans, hasAnsi } from "../../../domain/frame/logs/ansi.ts";
import { fieldsOf } from "../../../domain/frame/logs/fields.ts";
import { ansiClass } from "./ansiClass.ts";
import { cutText } from "./cutText.ts";
import { shownText } from "./shownText.ts";

/** A mark of the query's line filters, of the search in the list, or of the match the search stands on. */
export type MarkKind = "none" | "query" | "find" | "current";

/** A run of a line that looks the same throughout. */
export interface Segment {
  readonly text: string;
  /** "key": names and punctuation of JSON or logfmt; "value"; "message": what a person wrote. */
  readonly part: "key" | "value" | "message";
  readonly mark: MarkKind;
  /** Classes of its terminal colours; "" for none. */
  readonly ansi: string;
}

export interface SegmentOptions {
  /** Characters shown; the rest is cut. */
  readonly limit: number;
  readonly isWrapped: boolean;
  /** It is one value, not a line with fields of its own. Default false. */
  readonly isPlain?: boolean;
  /** Marked as of the query. Flags g and u. */
  readonly queryMarks: readonly RegExp[];
  /** Marked as of the search in the list. */
  readonly findMark: RegExp | null;
  /** The search stands on this line. */
  readonly isCurrent: boolean;
}

export interface LineSegments {
  readonly segments: readonly Segment[];
  /** The line is longer than what the segments show. */
  readonly isCut: boolean;
}

/** Names under which loggers put what a person reads first. */
const MESSAGE_NAMES = new Set(["msg", "message", "log", "error", "err"]);
/** Longer lines keep one colour: no reader looks for fields in them before asking for their details. */
const FIELD_LIMIT = 16_000;
const MARKS_LIMIT = 500;

const parts = ["message", "key", "value"] as const;
const marks = ["none", "query", "find", "current"] as const;

/** One look per character, then runs of the same look: the simplest that is right for any overlap. */
const PART_BITS = 2;
const MARK_BITS = 2;
const STYLE_SHIFT = PART_BITS + MARK_BITS;
const STYLE_MOST = (1 << (16 - STYLE_SHIFT)) - 1;

export function lineSegments(raw: string, options: SegmentOptions): LineSegments {
  const styles: string[] = [""];
  const spans = hasAnsi(raw) ? ansiSpans(raw) : null;
  const whole = spans ? spans.map((span) => span.text).join("") : raw;
  const text = cutText(whole, options.limit);
  const looks = new Uint16Array(text.length);
  if (options.isPlain !== true) paintFields(looks, whole);
  if (spans) {
    let at = 0;
    for (const span of spans) {
      paintStyle(looks, styles, { from: at, to: at + span.text.length, className: ansiClass(span) });
      at += span.text.length;
    }
  }
  for (const pattern of options.queryMarks) paintMarks(looks, text, { pattern, mark: 1 });
  if (options.findMark) {
    paintMarks(looks, text, { pattern: options.findMark, mark: options.isCurrent ? 3 : 2 });
  }
  return {
    segments: runsOf(text, looks, { styles, isWrapped: options.isWrapped }),
    isCut: text.length < whole.length,
  };
}

function paintFields(looks: Uint16Array, text: string): void {
  if (text.length > FIELD_LIMIT) return;
  const { parser, fields } = fieldsOf(text);
  if (parser === null) return;
  looks.fill(1);
  for (const { name, from, to } of fields) {
    const isQuoted = text[from - 1] === '"' && text[to] === '"';
    looks.fill(MESSAGE_NAMES.has(name) ? 0 : 2, isQuoted ? from - 1 : from, isQuoted ? to + 1 : to);
  }
}

interface StyleRun {
  readonly from: number;
  readonly to: number;
  readonly className: string;
}

function paintStyle(looks: Uint16Array, styles: string[], { from, to, className }: StyleRun): void {
  if (className === "") return;
  let index = styles.indexOf(className);
  if (index < 0) {
    if (styles.length > STYLE_MOST) return;
    index = styles.push(className) - 1;
  }
  for (let at = from; at < Math.min(to, looks.length); at += 1) {
    looks[at] = ((looks[at] ?? 0) & ((1 << STYLE_SHIFT) - 1)) | (index << STYLE_SHIFT);
  }
}

const MARK_MASK = ((1 << MARK_BITS) - 1) << PART_BITS;

function paintMarks(
  looks: Uint16Array,
  text: string,
  { pattern, mark }: { readonly pattern: RegExp; readonly mark: number },
): void {
  let count = 0;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found && count < MARKS_LIMIT; found = pattern.exec(text)) {
    // An empty match marks nothing and must not stay where it is.
    if (found[0] === "") pattern.lastIndex += 1;
    for (let at = found.index; at < found.index + found[0].length; at += 1) {
      looks[at] = ((looks[at] ?? 0) & ~MARK_MASK) | (mark << PART_BITS);
    }
    count += 1;
  }
}

function runsOf(
  text: string,
  looks: Uint16Array,
  { styles, isWrapped }: { readonly styles: readonly string[]; readonly isWrapped: boolean },
): Segment[] {
  const segments: Segment[] = [];
  for (let from = 0; from < text.length;) {
    const look = looks[from] ?? 0;
    let to = from + 1;
    while (to < text.length && looks[to] === look) to += 1;
    segments.push({
      text: shownText(text.slice(from, to), isWrapped),
      part: parts[look & ((1 << PART_BITS) - 1)] ?? "message",
      mark: marks[(look & MARK_MASK) >> PART_BITS] ?? "none",
      ansi: styles[look >> STYLE_SHIFT] ?? "",
    });
    from = to;
  }
  return segments;
}
