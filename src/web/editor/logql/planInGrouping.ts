import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import type { Token } from "../completion/Token.ts";
import type { FieldPlan } from "./LogqlPlan.ts";
import { GROUPING_WORDS, PARSERS } from "./logqlWords.ts";
import { readSelector, selectorOf } from "./selectorGroup.ts";

/** Enough for any query by hand; a generated one must not become hundreds of requests. */
const MAX_SELECTORS = 3;

/** True for the "(" of `by (`, `on(` and the like. */
export function isGrouping(tokens: readonly Token[], open: number): boolean {
  return GROUPING_WORDS.has(tokens[open - 1]?.text ?? "");
}

/** `sum by (|) (rate({a="b"} | json [5m]))`: labels and fields of the query's lines; those already in the list are left out. */
export function planInGrouping(place: Place, open: number): FieldPlan | null {
  const { current, tokens } = place;
  if (current !== undefined && current.kind !== "word") return null;
  const used: string[] = [];
  for (const token of tokens.slice(open + 1)) {
    if (token.kind !== "word" && token.kind !== "comma") break;
    if (token !== current && token.kind === "word") used.push(token.text);
  }
  const hasParser = tokens.some(
    ({ text }, index) => tokens[index - 1]?.text === "|" && PARSERS.includes(text),
  );
  return {
    kind: "field",
    ...slotAt(place),
    matches: selectorsIn(tokens),
    hasParser,
    used,
    canConvert: false,
  };
}

/** The different selectors of a query, in order, the first three. */
function selectorsIn(tokens: readonly Token[]): readonly string[] {
  const selectors = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (selectors.size === MAX_SELECTORS) break;
    if (token.text !== "{") continue;
    const selector = selectorOf(readSelector(tokens, index));
    if (selector !== "") selectors.add(selector);
  }
  return [...selectors];
}
