import type { Labels } from "../Frame.ts";

export interface ReadLabels {
  readonly labels: Labels;
  /** False when something was replaced by U+FFFD. */
  readonly isClean: boolean;
}

// U+0000 ends strings in many tools, U+FEFF is invisible: both would make two different labels look the same.
// oxlint-disable-next-line no-control-regex -- NUL is what is looked for
const UNSHOWABLE = /[\u0000\uFEFF]/g;

/** A metric object → labels, kept as data whatever their names; `undefined` when it is no object of strings. */
export function readLabels(json: unknown, isValidUtf8: boolean): ReadLabels | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const entries = Object.entries(json as Record<string, unknown>);
  let isClean = isValidUtf8;
  const cleaned: [string, string][] = [];
  for (const [name, value] of entries) {
    if (typeof value !== "string") return undefined;
    const entry: [string, string] = [showable(name), showable(value)];
    if (entry[0] !== name || entry[1] !== value) isClean = false;
    cleaned.push(entry);
  }
  // `Object.fromEntries` defines own members, so that a label named `__proto__` is a label.
  return { labels: isClean ? (json as Labels) : Object.fromEntries(cleaned), isClean };
}

export function showable(text: string): string {
  const isFine = text.isWellFormed() && !UNSHOWABLE.test(text);
  UNSHOWABLE.lastIndex = 0;
  return isFine ? text : text.toWellFormed().replace(UNSHOWABLE, "\uFFFD");
}
