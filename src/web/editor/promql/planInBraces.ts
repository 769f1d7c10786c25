import type { CompletionPlan, LabelValuePlan, Slot } from "./CompletionPlan.ts";
import { readMatcherGroup, selectorOf } from "./matcherGroup.ts";
import type { MatcherGroup } from "./matcherGroup.ts";
import { slotAt } from "./place.ts";
import type { Place } from "./place.ts";
import { literalText, unescapeInside } from "./quoting.ts";
import { isClosedString } from "./scanPromql.ts";
import type { Token } from "./scanPromql.ts";

/** What fits between the braces that open at token `open`. */
export function planInBraces(place: Place, open: number): CompletionPlan | null {
  const group = readMatcherGroup(place.tokens, open);
  const first = firstTokenOfMatcher(place, open);
  const written = place.tokens.slice(first, place.at);
  const match = selectorOf(
    group.metric,
    group.matchers.filter((matcher) => matcher.tokenIndex !== first),
  );
  const { current } = place;
  if (written.length === 0)
    return current?.kind === "string" ? planQuotedName(place, current, group) : planName(place, group, match);
  const name = written[0];
  if (name === undefined || (name.kind !== "word" && name.kind !== "string")) return null;
  if (written.length === 1)
    return current === undefined || current.kind === "operator" || current.text === "!"
      ? planOperator(place)
      : null;
  if (written.length === 2 && written[1]?.kind === "operator")
    return planValue(place, { name, operator: written[1].text, match });
  return null;
}

/** Index of the first token after the last comma or the opening brace. */
function firstTokenOfMatcher(place: Place, open: number): number {
  let first = place.at;
  while (first - 1 > open && place.tokens[first - 1]?.kind !== "comma") first -= 1;
  return first;
}

function planName(place: Place, group: MatcherGroup, match: string): CompletionPlan | null {
  if (place.current !== undefined && place.current.kind !== "word") return null;
  return {
    kind: "labelName",
    ...slotAt(place),
    matches: match === "" ? [] : [match],
    used: usedNames(place, group),
    quote: "",
  };
}

/** `{"my.|`: the first literal names the metric, unless one is already named; then it names a label. */
function planQuotedName(place: Place, current: Token, group: MatcherGroup): CompletionPlan {
  const slot = { ...insideOf(place, current), quote: current.text.charAt(0) };
  const others = group.matchers.filter((matcher) => matcher.tokenIndex !== place.at);
  const isOtherMetric = group.metric !== "" && group.metric !== literalText(current.text);
  if (isOtherMetric || place.tokens[place.at + 1]?.kind === "operator") {
    const match = selectorOf(group.metric, others);
    return {
      kind: "labelName",
      ...slot,
      matches: match === "" ? [] : [match],
      used: usedNames(place, group),
    };
  }
  const adds = isClosedString(current.text) ? "none" : "closing";
  return { kind: "quotedMetric", ...slot, adds, match: selectorOf("", others) };
}

function usedNames(place: Place, group: MatcherGroup): readonly string[] {
  return group.matchers
    .filter((matcher) => place.tokens[matcher.tokenIndex] !== place.current)
    .map((matcher) => matcher.name);
}

/** `foo{a |` and `foo{a!|`. */
function planOperator(place: Place): CompletionPlan {
  return { kind: "matchOperator", ...slotAt(place) };
}

interface OpenMatcher {
  readonly name: Token;
  readonly operator: string;
  readonly match: string;
}

function planValue(place: Place, { name, operator, match }: OpenMatcher): LabelValuePlan | null {
  const label = name.kind === "word" ? name.text : literalText(name.text);
  const isRegexp = operator === "=~" || operator === "!~";
  const common = { kind: "labelValue", label, match, isRegexp } as const;
  const { current } = place;
  if (current === undefined) {
    // `foo{a=|"b"}`: before a literal there is nothing to add.
    if (place.tokens[place.at]?.kind === "string") return null;
    return { ...common, ...slotAt(place), quote: '"', adds: "both" };
  }
  if (current.kind === "word" || current.kind === "number")
    return { ...common, ...slotAt(place), quote: '"', adds: "both" };
  if (current.kind !== "string") return null;
  const inside = insideOf(place, current);
  const slot = isRegexp ? lastAlternative(place, current, inside) : inside;
  const adds = isClosedString(current.text) ? "none" : "closing";
  return { ...common, ...slot, quote: current.text.charAt(0), adds };
}

/** The slot within a literal's quotes. An unclosed one swallows the rest of the line, so only what is before the cursor counts. */
function insideOf(place: Place, literal: Token): Slot {
  const from = literal.from + 1;
  const to = isClosedString(literal.text) ? literal.to - 1 : place.pos;
  const typed = literal.text.slice(1, Math.max(1, place.pos - literal.from));
  return { from, to, typed: unescapeInside(typed, literal.text.charAt(0)) };
}

/** In `pod=~"a|b|c"` the alternative the cursor is in. */
function lastAlternative(place: Place, literal: Token, inside: Slot): Slot {
  const isBoundary = (offset: number): boolean => "|()".includes(literal.text.charAt(offset - literal.from));
  let { from } = inside;
  for (let offset = inside.from; offset < place.pos; offset += 1) if (isBoundary(offset)) from = offset + 1;
  let to = place.pos;
  while (to < inside.to && !isBoundary(to)) to += 1;
  const raw = literal.text.slice(from - literal.from, place.pos - literal.from);
  // What was typed may already be escaped for RE2 (`10\\.0`): the backslashes are no part of the value.
  const typed = unescapeInside(raw, literal.text.charAt(0)).replaceAll("\\", "");
  return { from, to, typed };
}
