import { applyEdits, type TextEdit } from "../promql/editText.ts";
import { type LogMatcher, logSelectors, type LogSelector, matcherText } from "./matchers.ts";

/** What a pill says; where it stands is up to the text. */
export type MatcherValue = Pick<LogMatcher, "name" | "op" | "value">;

/**
 * Edits of the first selector of a query (A8). Everything else, comments and spacing included, stays byte for byte; a
 * text without a selector stays as it is, except that an empty one becomes a selector.
 */

/** Adds a matcher behind the last one. */
export function addMatcher(text: string, matcher: MatcherValue): string {
  const [selector] = logSelectors(text);
  if (!selector) return text.trim() === "" ? `${text}{${matcherText(matcher)}}` : text;
  return applyEdits(text, [insertion(text, selector, matcher)]);
}

/** Puts another matcher in the place of the one at `index` (of `logSelectors(text)[0].matchers`). */
export function replaceMatcher(text: string, index: number, matcher: MatcherValue): string {
  const old = logSelectors(text)[0]?.matchers[index];
  return old ? applyEdits(text, [{ from: old.from, to: old.to, insert: matcherText(matcher) }]) : text;
}

/** Takes out the matcher at `index` with its comma. */
export function removeMatcher(text: string, index: number): string {
  const [selector] = logSelectors(text);
  return selector?.matchers[index] ? applyEdits(text, removal(text, selector, index)) : text;
}

/** Sets a label to one value: replaces the first matcher of that label, else adds one. */
export function setMatcher(text: string, matcher: MatcherValue): string {
  const index = logSelectors(text)[0]?.matchers.findIndex(({ name }) => name === matcher.name) ?? -1;
  return index < 0 ? addMatcher(text, matcher) : replaceMatcher(text, index, matcher);
}

const COMMA = /^\s*,\s*$/;

/** As the others are separated, so that `a="b",c="d"` stays without blanks. */
export function insertion(text: string, selector: LogSelector, matcher: MatcherValue): TextEdit {
  const last = selector.matchers.at(-1);
  if (!last) return { from: selector.from + 1, to: selector.from + 1, insert: matcherText(matcher) };
  const before = selector.matchers.at(-2);
  const between = before ? text.slice(before.to, last.from) : "";
  const separator = COMMA.test(between) ? between : ", ";
  return { from: last.to, to: last.to, insert: separator + matcherText(matcher) };
}

/** The matcher and the comma before it; of the first one the comma behind it. */
export function removal(text: string, { matchers }: LogSelector, index: number): readonly TextEdit[] {
  const matcher = matchers[index];
  if (!matcher) return [];
  const before = matchers[index - 1];
  const after = matchers[index + 1];
  if (before) return cut(text, { gap: { from: before.to, to: matcher.from }, matcher });
  if (after) return cut(text, { gap: { from: matcher.to, to: after.from }, matcher });
  return [{ from: matcher.from, to: matcher.to, insert: "" }];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function cut(text: string, { gap, matcher }: { gap: Span; matcher: Span }): readonly TextEdit[] {
  const between = text.slice(gap.from, gap.to);
  if (COMMA.test(between)) {
    return [{ from: Math.min(gap.from, matcher.from), to: Math.max(gap.to, matcher.to), insert: "" }];
  }
  // A comment stands between the two and stays; only the comma goes, where it is not part of the comment.
  const comma = between.replaceAll(/#[^\n]*/g, (comment) => " ".repeat(comment.length)).indexOf(",");
  const own: TextEdit = { from: matcher.from, to: matcher.to, insert: "" };
  return comma < 0 ? [own] : [own, { from: gap.from + comma, to: gap.from + comma + 1, insert: "" }];
}
