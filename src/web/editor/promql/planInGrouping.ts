import { literalText } from "../completion/quoting.ts";
import type { LabelNamePlan } from "./CompletionPlan.ts";
import { readMatcherGroup, selectorOf } from "./matcherGroup.ts";
import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import { AGGREGATIONS, GROUPING_WORDS, isReservedWord } from "./promqlWords.ts";
import type { Token } from "../completion/Token.ts";

/** Enough for any query by hand; a generated one must not become a URL of megabytes. */
const MAX_SELECTORS = 5;

/** True for the "(" of `by (`, `on(` and the like. */
export function isGrouping(tokens: readonly Token[], open: number): boolean {
  return GROUPING_WORDS.has(tokens[open - 1]?.text ?? "");
}

/** `sum by (|) (foo{a="b"})`: names of the query's series; those already in the list are left out. */
export function planInGrouping(place: Place, open: number): LabelNamePlan | null {
  const { current, tokens } = place;
  if (current !== undefined && current.kind !== "word") return null;
  const used: string[] = [];
  for (const token of tokens.slice(open + 1)) {
    if (token.kind !== "word" && token.kind !== "string" && token.kind !== "comma") break;
    if (token === current || token.kind === "comma") continue;
    used.push(token.kind === "word" ? token.text : literalText(token.text));
  }
  return { kind: "labelName", ...slotAt(place), matches: selectorsIn(tokens), used, quote: "" };
}

/** The different selectors of a query, in order, the first five. */
function selectorsIn(tokens: readonly Token[]): readonly string[] {
  const selectors = new Set<string>();
  let index = 0;
  while (index < tokens.length && selectors.size < MAX_SELECTORS) {
    const token = tokens[index];
    const next = tokens[index + 1]?.text;
    if (token?.text === "{") {
      const group = readMatcherGroup(tokens, index);
      selectors.add(selectorOf(group.metric, group.matchers));
      index = Math.max(group.end, index + 1);
    } else if (token?.text === "[") index = indexAfter(tokens, index, "]");
    else if (token !== undefined && GROUPING_WORDS.has(token.text))
      index = next === "(" ? indexAfter(tokens, index, ")") : index + 1;
    else {
      const isName = token?.kind === "word" && next !== "(" && next !== "{";
      if (isName && !isReservedWord(token.text) && !AGGREGATIONS.has(token.text))
        selectors.add(selectorOf(token.text, []));
      index += 1;
    }
  }
  selectors.delete("");
  return [...selectors];
}

function indexAfter(tokens: readonly Token[], from: number, closing: string): number {
  let index = from + 1;
  while (index < tokens.length && tokens[index]?.text !== closing) index += 1;
  return index + 1;
}
