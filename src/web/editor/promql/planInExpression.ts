import type { CompletionPlan } from "./CompletionPlan.ts";
import { readMatcherGroup, selectorOf } from "./matcherGroup.ts";
import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import { isGrouping } from "./planInGrouping.ts";
import { AGGREGATIONS, COMPARISONS, GROUP_WORDS, MATCHING_WORDS, OPERATOR_WORDS } from "./promqlWords.ts";
import type { Token } from "../completion/Token.ts";

const AFTER_OPERAND: readonly string[] = [...OPERATOR_WORDS, "offset"];

/** What fits outside of braces, square brackets and groupings. */
export function planInExpression(place: Place): CompletionPlan | null {
  const { current, tokens } = place;
  if (current !== undefined && current.kind !== "word") return planBesideNumber(place, current);
  const previous = lastBefore(place);
  const before = previous < 0 ? undefined : tokens[previous];
  if (before === undefined || before.text === "(" || before.kind === "comma") return operand(place, []);
  if (before.text === "offset") return { kind: "duration", ...slotAt(place), isRange: false };
  if (before.text === "@") return { kind: "operator", ...slotAt(place), keywords: ["start()", "end()"] };
  if (before.kind === "operator") return operand(place, afterOperator(before.text));
  if (before.kind === "word" && OPERATOR_WORDS.includes(before.text)) return operand(place, MATCHING_WORDS);
  if (before.text === "bool") return operand(place, MATCHING_WORDS);
  if (before.text === ")") return planAfterParenthesis(place, previous);
  if (before.kind === "word" && AGGREGATIONS.has(before.text))
    return operator(place, ["by", "without", ...AFTER_OPERAND]);
  return operator(place, AFTER_OPERAND);
}

/** `foo offset 5|` wants a unit; any other number is finished. */
function planBesideNumber(place: Place, current: Token): CompletionPlan | null {
  const before = place.tokens[lastBefore(place)];
  const sign = before?.text === "-" ? place.tokens[place.at - 2] : before;
  const isDuration = sign?.text === "offset" && (current.kind === "number" || current.kind === "variable");
  return isDuration ? { kind: "duration", ...slotAt(place), isRange: false } : null;
}

function lastBefore(place: Place): number {
  let index = place.at - 1;
  while (index >= 0 && place.tokens[index]?.kind === "comment") index -= 1;
  return index;
}

function afterOperator(text: string): readonly string[] {
  return COMPARISONS.has(text) ? [...MATCHING_WORDS, "bool"] : MATCHING_WORDS;
}

function planAfterParenthesis(place: Place, closing: number): CompletionPlan | null {
  const open = openerOf(place.tokens, closing);
  const opener = place.tokens[open - 1];
  if (opener !== undefined && isGrouping(place.tokens, open)) {
    // `sum(foo) by (a) |` is finished, `sum by (a) |` wants "(", `a / on (x) |` wants the right side.
    if (opener.text === "by" || opener.text === "without")
      return place.tokens[open - 2]?.text === ")" ? operator(place, AFTER_OPERAND) : null;
    return operand(place, opener.text === "on" || opener.text === "ignoring" ? GROUP_WORDS : []);
  }
  const isAggregation = opener?.kind === "word" && AGGREGATIONS.has(opener.text);
  return operator(place, isAggregation ? ["by", "without", ...AFTER_OPERAND] : AFTER_OPERAND);
}

function openerOf(tokens: readonly Token[], closing: number): number {
  let depth = 0;
  for (let index = closing; index >= 0; index -= 1) {
    const text = tokens[index]?.text;
    if (text === ")") depth += 1;
    if (text === "(") depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

/** A name that is followed by braces is narrowed by the matchers in them. */
function operand(place: Place, keywords: readonly string[]): CompletionPlan {
  const after = place.current === undefined ? place.at : place.at + 1;
  const group = place.tokens[after]?.text === "{" ? readMatcherGroup(place.tokens, after) : null;
  return {
    kind: "operand",
    ...slotAt(place),
    match: group === null ? "" : selectorOf("", group.matchers),
    keywords,
  };
}

function operator(place: Place, keywords: readonly string[]): CompletionPlan {
  return { kind: "operator", ...slotAt(place), keywords };
}
