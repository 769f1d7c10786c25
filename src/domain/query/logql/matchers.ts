import type { SyntaxNode, Tree } from "@lezer/common";
import { quote, unquote } from "../promql/goString.ts";
import { matchesEmpty } from "./matchesEmpty.ts";
import { nodesNamed, nodesOf, parseLogql, textOf } from "./parse.ts";

export type MatchOperator = "=" | "!=" | "=~" | "!~";

/** Offsets are of the typed text, half-open. */
export interface LogMatcher {
  readonly name: string;
  readonly op: MatchOperator;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export interface LogSelector {
  /** With its braces. */
  readonly from: number;
  readonly to: number;
  /** The finished ones, in text order. */
  readonly matchers: readonly LogMatcher[];
}

/** Every `{…}` of a query, in text order; of a text that does not parse, those that can be made out. */
export function logSelectors(text: string): readonly LogSelector[] {
  return selectorsIn(parseLogql(text).tree, text);
}

function selectorsIn(tree: Tree, text: string): readonly LogSelector[] {
  return nodesNamed(tree, "Selector").map((node) => readSelector(node, text));
}

export function readSelector(node: SyntaxNode, text: string): LogSelector {
  const matchers = matcherNodes(node).map((child) => readMatcher(child, text));
  return { from: node.from, to: node.to, matchers: matchers.filter((matcher) => matcher !== null) };
}

/** Finished or not. */
function matcherNodes(selector: SyntaxNode): readonly SyntaxNode[] {
  return nodesNamed(selector, "Matcher");
}

/** A Matcher node of a selector, label filter, drop or keep; null while a part is missing. */
export function readMatcher(node: SyntaxNode, text: string): LogMatcher | null {
  const [name, operator, literal] = nodesOf(node);
  if (name?.name !== "Identifier" || literal?.name !== "String" || !operator) return null;
  const value = unquote(textOf(text, literal));
  if (value === null) return null;
  const op = textOf(text, operator) as MatchOperator;
  return { name: textOf(text, name), op, value, from: node.from, to: node.to };
}

/** One matcher, ready to paste between braces: `pod="a-0"`. */
export function matcherText({ name, op, value }: Pick<LogMatcher, "name" | "op" | "value">): string {
  return name + op + quote(value);
}

/** `{app="api",pod="a-0"}`. */
function selectorText(matchers: readonly Pick<LogMatcher, "name" | "op" | "value">[]): string {
  return `{${matchers.map(matcherText).join(",")}}`;
}

export interface SelectorAt extends LogSelector {
  /** The label whose matcher holds the cursor, when its name is already there. */
  readonly label: string | null;
  /**
   * Selector of the other matchers, as Loki takes it to narrow label names and values; "" where there is none, or none
   * that Loki would take alone.
   */
  readonly match: string;
}

/** The selector round the cursor, of a text that may be unfinished; null outside of braces. */
export function selectorAt(text: string, pos: number): SelectorAt | null {
  const node = enclosingSelector(parseLogql(text).tree, text, pos);
  if (!node) return null;
  const selector = readSelector(node, text);
  const holder = matcherNodes(node).find(({ from, to }) => from < pos && pos <= to);
  const name = holder?.getChild("Identifier");
  const others = selector.matchers.filter(({ from }) => from !== holder?.from);
  return {
    ...selector,
    label: name ? textOf(text, name) : null,
    match: isSelective(others) ? selectorText(others) : "",
  };
}

function enclosingSelector(tree: Tree, text: string, pos: number): SyntaxNode | null {
  let node: SyntaxNode | null = tree.resolveInner(pos, -1);
  while (node && node.name !== "Selector") node = node.parent;
  if (!node || pos <= node.from) return null;
  const isBehind = pos >= node.to && node.to - node.from > 1 && text[node.to - 1] === "}";
  return isBehind ? null : node;
}

/**
 * Loki refuses a selector whose every matcher also takes streams without the label (B2): it would have to read all of
 * them. A pattern we cannot read is left to the server.
 */
export function isSelective(matchers: readonly Pick<LogMatcher, "op" | "value">[]): boolean {
  return matchers.some((matcher) => takesEmpty(matcher) !== true);
}

/** Whether a stream without the label matches; null where the pattern is no regular expression. */
export function takesEmpty({ op, value }: Pick<LogMatcher, "op" | "value">): boolean | null {
  if (op === "=") return value === "";
  if (op === "!=") return value !== "";
  const isEmpty = matchesEmpty(value);
  return isEmpty === null ? null : isEmpty === (op === "=~");
}
