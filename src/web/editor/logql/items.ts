import type { Token } from "../completion/Token.ts";

/** A token of one level of brackets, or a whole pair of them. */
export interface Item {
  readonly kind: Token["kind"] | "selector" | "parens" | "range";
  /** Of a pair, its opening bracket. */
  readonly text: string;
  /** Index of its (first) token. */
  readonly index: number;
}

const PAIRS: Readonly<Record<string, Item["kind"]>> = { "{": "selector", "(": "parens", "[": "range" };

/** The items of tokens [start, end) on their own level; comments are left out. Total: a stray closing bracket is left out too. */
export function itemsBetween(tokens: readonly Token[], start: number, end: number): readonly Item[] {
  const items: Item[] = [];
  let depth = 0;
  for (let index = start; index < end; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.kind === "comment") continue;
    const pair = PAIRS[token.text];
    if (token.kind === "bracket" && pair === undefined) depth = Math.max(0, depth - 1);
    else {
      if (depth === 0) items.push({ kind: pair ?? token.kind, text: token.text, index });
      if (token.kind === "bracket") depth += 1;
    }
  }
  return items;
}
