import { alternativeSlot, literalSlot } from "../completion/literalSlot.ts";
import { isClosedString, literalText } from "../completion/quoting.ts";
import type { CompletionPlan, LabelValuePlan } from "./CompletionPlan.ts";
import { readMatcherGroup, selectorOf } from "./matcherGroup.ts";
import type { MatcherGroup } from "./matcherGroup.ts";
import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import type { Token } from "../completion/Token.ts";

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
  const slot = { ...literalSlot(current, place.pos), quote: current.text.charAt(0) };
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
  const slot = isRegexp ? alternativeSlot(current, place.pos) : literalSlot(current, place.pos);
  const adds = isClosedString(current.text) ? "none" : "closing";
  return { ...common, ...slot, quote: current.text.charAt(0), adds };
}
