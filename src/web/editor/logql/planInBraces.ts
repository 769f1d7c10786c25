import { alternativeSlot, literalSlot } from "../completion/literalSlot.ts";
import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import { isClosedString } from "../completion/quoting.ts";
import type { Slot } from "../completion/Slot.ts";
import type { LabelValuePlan, LogqlPlan } from "./LogqlPlan.ts";
import { readSelector, selectorOf } from "./selectorGroup.ts";

/** What fits between the braces that open at token `open`. */
export function planInBraces(place: Place, open: number): LogqlPlan | null {
  const { current, tokens, at } = place;
  let first = at;
  while (first - 1 > open && tokens[first - 1]?.kind !== "comma") first -= 1;
  const others = readSelector(tokens, open).filter((matcher) => matcher.tokenIndex !== first);
  const match = selectorOf(others);
  const [name, operator, ...rest] = tokens.slice(first, at);
  if (name === undefined) {
    if (current !== undefined && current.kind !== "word") return null;
    return { kind: "labelName", ...slotAt(place), match, used: others.map((matcher) => matcher.name) };
  }
  if (name.kind !== "word") return null;
  if (operator === undefined)
    return current === undefined || current.text === "!" ? { kind: "matchOperator", ...slotAt(place) } : null;
  if (rest.length > 0 || operator.kind !== "operator") return null;
  const value = valueSlot(place, operator.text);
  return value === null ? null : { kind: "labelValue", label: name.text, match, ...value };
}

type Value = Omit<LabelValuePlan, "kind" | "label" | "match">;

/** Where a value goes after `=` and its like: into the literal under the cursor, or a new one. */
export function valueSlot(place: Place, operator: string): Value | null {
  const isRegexp = operator === "=~" || operator === "!~";
  const { current, pos } = place;
  if (current === undefined) {
    // `{a=|"b"}`: before a literal there is nothing to add.
    if (place.tokens[place.at]?.kind === "string" && place.tokens[place.at]?.from === pos) return null;
    return { ...slotAt(place), isRegexp, quote: '"', adds: "both" };
  }
  if (current.kind === "word" || current.kind === "number")
    return { ...slotAt(place), isRegexp, quote: '"', adds: "both" };
  if (current.kind !== "string") return null;
  const slot: Slot = isRegexp ? alternativeSlot(current, pos) : literalSlot(current, pos);
  return {
    ...slot,
    isRegexp,
    quote: current.text.charAt(0),
    adds: isClosedString(current.text) ? "none" : "closing",
  };
}
