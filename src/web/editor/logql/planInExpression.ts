import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import { itemsBetween } from "./items.ts";
import type { Item } from "./items.ts";
import type { LogqlPlan, OperandPlan } from "./LogqlPlan.ts";
import { AGGREGATIONS, COMPARISONS, GROUPING_WORDS, OPERATOR_WORDS, RANGE_FUNCTIONS } from "./logqlWords.ts";

const MATCHING_WORDS: readonly string[] = ["on", "ignoring"];
const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "^"]);

/** What fits where no selector stands before the cursor: functions, numbers, and words between them. */
export function planInExpression(place: Place): LogqlPlan | null {
  const { current, frames, tokens, at } = place;
  if (current !== undefined && current.kind !== "word") return null;
  const open = frames.at(-1)?.index ?? -1;
  const items = itemsBetween(tokens, open + 1, at);
  const last = items.at(-1);
  const before = items.at(-2);
  const wants = wantedIn(place, open);
  if (last === undefined || last.kind === "comma") return operand(place, wants, []);
  if (last.text === "bool") return operand(place, wants, MATCHING_WORDS);
  if (OPERATOR_WORDS.includes(last.text) || ARITHMETIC.has(last.text))
    return operand(place, wants, MATCHING_WORDS);
  if (COMPARISONS.has(last.text)) return operand(place, wants, [...MATCHING_WORDS, "bool"]);
  if (last.kind === "parens") return afterParens(place, before, items);
  if (last.kind === "word" && AGGREGATIONS.has(last.text)) return operator(place, ["by", "without"]);
  return last.kind === "number" ? operator(place, OPERATOR_WORDS) : null;
}

/** `sum(…) |`, `sum by (…) |` and `a / on (…) |`. */
function afterParens(place: Place, before: Item | undefined, items: readonly Item[]): LogqlPlan | null {
  const word = before?.text ?? "";
  if (!GROUPING_WORDS.has(word)) {
    const isOpen = AGGREGATIONS.has(word) && !hasGrouping(place);
    return operator(place, [...(isOpen ? ["by", "without"] : []), ...OPERATOR_WORDS]);
  }
  if (word === "on" || word === "ignoring") return operand(place, "any", ["group_left", "group_right"]);
  if (word === "group_left" || word === "group_right") return operand(place, "any", []);
  // `sum by (a) |` wants its parenthesis, `sum(…) by (a) |` an operator.
  return items.at(-3)?.kind === "parens" ? operator(place, OPERATOR_WORDS) : null;
}

/** True where `by (…)` already follows the cursor. */
function hasGrouping({ tokens, at, current }: Place): boolean {
  const next = tokens[current === undefined ? at : at + 1]?.text ?? "";
  return next === "by" || next === "without";
}

/** What the function around the cursor takes. */
function wantedIn({ tokens }: Place, open: number): OperandPlan["wants"] {
  const name = tokens[open - 1]?.text ?? "";
  if (RANGE_FUNCTIONS.has(name)) return "lines";
  return AGGREGATIONS.has(name) || name === "label_replace" || isGrouped(tokens, open) ? "metric" : "any";
}

/** `sum by (a) (`: the parenthesis before belongs to `by`. */
function isGrouped(tokens: Place["tokens"], open: number): boolean {
  if (tokens[open - 1]?.text !== ")") return false;
  const group = tokens.findLastIndex(({ text }, index) => text === "(" && index < open);
  const word = tokens[group - 1]?.text ?? "";
  return word === "by" || word === "without";
}

function operand(place: Place, wants: OperandPlan["wants"], keywords: readonly string[]): LogqlPlan {
  return { kind: "operand", ...slotAt(place), wants, keywords };
}

function operator(place: Place, keywords: readonly string[]): LogqlPlan {
  return { kind: "operator", ...slotAt(place), keywords };
}
