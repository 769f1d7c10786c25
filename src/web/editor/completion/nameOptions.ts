import { visibleText } from "../../../domain/format/visibleText.ts";
import { applyBy } from "./EditorCompletion.ts";
import type { EditorCompletion } from "./EditorCompletion.ts";
import { escapePattern } from "../../../domain/browse/nameSearch.ts";
import { escapeInside } from "./quoting.ts";

type Apply = NonNullable<EditorCompletion["apply"]>;

/** A name as the popup shows it; where something in it had to be made visible, what matched is not marked. */
export function shownAs(
  name: string,
  ranges: readonly number[],
): Pick<EditorCompletion, "label" | "displayLabel" | "ranges"> {
  const displayLabel = visibleText(name);
  return displayLabel === name ? { label: name, ranges } : { label: name, displayLabel, ranges: [] };
}

/** The literal a label's value is written into. */
interface ValueSlot {
  readonly isRegexp: boolean;
  readonly quote: string;
  /** Which quotes an accepted value brings along: both after `pod=`, the closing one after `pod="`. */
  readonly adds: "both" | "closing" | "none";
}

/** The value as it must stand in this literal; null where the literal cannot hold it. */
export function valueText(value: string, { isRegexp, quote: mark, adds }: ValueSlot): string | null {
  const inside = escapeInside(isRegexp ? escapePattern(value) : value, mark);
  if (inside === null) return null;
  if (adds === "both") return mark + inside + mark;
  return adds === "closing" ? inside + mark : inside;
}

/** Fills the literal the cursor is in, and closes it where it is still open. */
export function applyQuoted(name: string, quoteMark: string): Apply {
  return applyBy((state, to) => {
    const closing = state.sliceDoc(to, to + 1) === quoteMark ? "" : quoteMark;
    return { to, text: (escapeInside(name, quoteMark) ?? "") + closing };
  });
}
