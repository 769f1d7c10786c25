import { quote } from "../query/promql/goString.ts";
import { isBareMetricName } from "../query/promql/print.ts";
import { applyEdits, type TextEdit } from "../query/promql/editText.ts";
import type { Pill, QuerySelector } from "./QuerySelector.ts";
import { matcherPart, type SelectorMatcher } from "./selectorOf.ts";

/*
 * Pills and text are two views of one tree (A8): each edit changes the characters of one matcher and of the comma that
 * parts it from the next, and nothing else; comments and spacing of the rest stay byte for byte.
 */

/** The text with one matcher changed. */
export function setPill(text: string, pill: Pill, matcher: SelectorMatcher): string {
  const { name, operator, value } = pill;
  if (name === matcher.name && operator === matcher.operator && value === matcher.value) return text;
  return applyEdits(text, [{ from: pill.from, to: pill.to, insert: matcherPart(matcher) }]);
}

/** The text with another metric in a selector, which stands where the old one stood. */
export function setMetric(text: string, selector: QuerySelector, metric: string): string {
  const { from, metric: old, pills, inside, end } = selector;
  const named = pills.find(({ name, operator }) => name === "__name__" && operator === "=");
  if (old === "") {
    if (!named) return text;
    const isShort = !/^__name__|^["'`]__name__/.test(text.slice(named.from, named.to));
    const matcher = { name: "__name__", operator: "=" as const, value: metric };
    const insert = isShort ? quote(metric) : matcherPart(matcher);
    return applyEdits(text, [{ from: named.from, to: named.to, insert }]);
  }
  const name = { from, to: from + old.length };
  if (isBareMetricName(metric)) return applyEdits(text, [{ ...name, insert: metric }]);
  // A name that is no word can only stand inside the braces.
  if (!inside) return applyEdits(text, [{ ...name, to: end, insert: `{${quote(metric)}}` }]);
  const gap = pills.length > 0 ? ", " : "";
  return applyEdits(text, [{ ...name, insert: "" }, insertion(inside.from, quote(metric) + gap)]);
}

/** The text without one matcher and without one comma beside it. */
export function removePill(text: string, selector: QuerySelector, pill: Pill): string {
  const at = selector.pills.findIndex(({ from }) => from === pill.from);
  const before = selector.pills[at - 1];
  const next = selector.pills[at + 1];
  const end = next?.from ?? selector.inside?.to ?? pill.to;
  const after = commaIn(text, pill.to, end);
  if (after !== null) return applyEdits(text, joined(pill, { from: after, to: skipBlanks(text, after + 1) }));
  const comma = before ? commaIn(text, before.to, pill.from) : null;
  if (comma === null) return applyEdits(text, [{ from: pill.from, to: pill.to, insert: "" }]);
  return applyEdits(text, joined({ from: comma, to: skipBlanks(text, comma + 1) }, pill));
}

/** The text with one more matcher at the end of the selector, in the spacing the others have. */
export function addPill(text: string, selector: QuerySelector, matcher: SelectorMatcher): string {
  const part = matcherPart(matcher);
  const { inside, pills, end } = selector;
  if (!inside) return applyEdits(text, [insertion(end, `{${part}}`)]);
  const last = pills.at(-1);
  if (!last) return applyEdits(text, [insertion(inside.from, part)]);
  const gap = gapOf(text, pills);
  const trailing = commaIn(text, last.to, inside.to);
  // `{a="b",}` is a list whose comma is already there.
  if (trailing !== null) return applyEdits(text, [insertion(trailing + 1, gap.slice(1) + part)]);
  return applyEdits(text, [insertion(last.to, gap + part)]);
}

const insertion = (at: number, insert: string): TextEdit => ({ from: at, to: at, insert });

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Two cuts; what stands between them (a comment, a line break) stays. */
const joined = (first: Span, second: Span): readonly TextEdit[] => [
  { from: first.from, to: first.to, insert: "" },
  { from: second.from, to: second.to, insert: "" },
];

/** The comma between two matchers, past comments; null where there is none. */
function commaIn(text: string, from: number, to: number): number | null {
  for (let at = from; at < to; at += 1) {
    if (text.charAt(at) === ",") return at;
    if (text.charAt(at) === "#") {
      const lineEnd = text.indexOf("\n", at);
      if (lineEnd < 0) return null;
      at = lineEnd;
    }
  }
  return null;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at += 1;
  return at;
}

/** What stands between the last two matchers, when it is a comma and blanks; ", " else. */
function gapOf(text: string, pills: readonly Pill[]): string {
  const last = pills.at(-1);
  const before = pills.at(-2);
  const gap = last && before ? text.slice(before.to, last.from) : "";
  return /^,[ \t]*$/.test(gap) || /^,\n[ \t]*$/.test(gap) ? gap : ", ";
}
