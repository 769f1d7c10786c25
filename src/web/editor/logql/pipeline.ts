import type { Place } from "../completion/place.ts";
import type { Token } from "../completion/Token.ts";
import { itemsBetween } from "./items.ts";
import type { Item } from "./items.ts";
import { LINE_FILTERS, PARSERS, RANGE_FUNCTIONS, STAGES } from "./logqlWords.ts";
import { readSelector, selectorOf } from "./selectorGroup.ts";

/** The stage the cursor is in, and what the pipeline before it makes known. */
export interface Pipeline {
  /** "|" or a line filter's operator; null right after the selector. */
  readonly operator: Item | null;
  /** The items of the stage before the cursor, without the operator. */
  readonly stage: readonly Item[];
  readonly match: string;
  readonly hasParser: boolean;
  readonly isRange: boolean;
  /** The cursor is in parentheses of a label filter, `| (a="b" or |`. */
  readonly isGrouped: boolean;
}

/** The pipeline the cursor is in; null where no selector stands before it on its level. */
export function pipelineAt(place: Place): Pipeline | null {
  const { tokens, frames, at } = place;
  let end = at;
  let inner: readonly Item[] | null = null;
  // Parentheses of a filter belong to the pipeline around them.
  for (let depth = frames.length; depth >= 0; depth -= 1) {
    const open = depth === 0 ? -1 : (frames[depth - 1]?.index ?? -1);
    const items = itemsBetween(tokens, open + 1, end);
    const selector = items.findLastIndex((item) => item.kind === "selector");
    if (selector >= 0) return readPipeline({ tokens, items, selector, inner, open });
    if (tokens[open]?.text !== "(" || !isFilterParen(tokens, open)) return null;
    inner ??= items;
    end = open;
  }
  return null;
}

/** `| (`, `and (`: what stands before the parenthesis is no function. */
function isFilterParen(tokens: readonly Token[], open: number): boolean {
  const before = tokens[open - 1]?.text ?? "";
  return before === "|" || before === "and" || before === "or" || before === "," || before === "(";
}

interface Found {
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly selector: number;
  readonly inner: readonly Item[] | null;
  readonly open: number;
}

function readPipeline({ tokens, items, selector, inner, open }: Found): Pipeline {
  let operator: Item | null = null;
  let stage: Item[] = [];
  let hasParser = false;
  for (const item of items.slice(selector + 1)) {
    if (beginsStage(item, stage)) {
      operator = item;
      stage = [];
    } else stage.push(item);
    if (stage.length === 1 && operator?.text === "|" && PARSERS.includes(item.text)) hasParser = true;
  }
  const head = items[selector];
  return {
    operator,
    stage: inner ?? stage,
    match: head === undefined ? "" : selectorOf(readSelector(tokens, head.index)),
    hasParser,
    isRange: RANGE_FUNCTIONS.has(tokens[open - 1]?.text ?? ""),
    isGrouped: inner !== null,
  };
}

/** `!=` and `!~` begin a line filter, unless they compare the label in front of them. */
function beginsStage(item: Item, stage: readonly Item[]): boolean {
  if (item.kind !== "operator") return false;
  if (item.text === "|" || LINE_FILTERS.has(item.text)) return true;
  if (item.text !== "!=" && item.text !== "!~") return false;
  const [first] = stage;
  if (first?.kind === "word" && isStageWord(first.text)) return !isListName(first.text);
  return stage.at(-1)?.kind !== "word";
}

export function isStageWord(word: string): boolean {
  return PARSERS.includes(word) || STAGES.includes(word) || word === "unwrap";
}

/** `keep level!="info"` compares; nothing else does after a stage's word. */
function isListName(word: string): boolean {
  return word === "keep" || word === "drop";
}
