import type { SyntaxNode, Tree } from "@lezer/common";
import { errorNodes, parseLogql } from "../query/logql/parse.ts";
import { errorsIn, parsePromql } from "../query/promql/parse.ts";
import { maskVariables } from "../query/promql/variables.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";

/** A string of a query, with its quotes. */
export interface QueryLiteral {
  readonly from: number;
  readonly to: number;
  /** How its value is compared: as text, as a regular expression; null where it is no value to compare with. */
  readonly use: "text" | "pattern" | null;
  /** In the selector of streams of LogQL, where a pattern that also takes nothing is refused. */
  readonly isStream: boolean;
}

export interface QueryReading {
  readonly tree: Tree;
  readonly literals: readonly QueryLiteral[];
  readonly comments: readonly { readonly from: number; readonly to: number }[];
}

/** The strings of a query and what each is for, by the official grammars; null for a text that does not parse. */
export function readLiterals(text: string, language: QueryLanguage): QueryReading | null {
  const tree = language === "promql" ? promqlTree(text) : logqlTree(text);
  if (tree === null) return null;
  const literals: QueryLiteral[] = [];
  const comments: { from: number; to: number }[] = [];
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      if (name === "LineComment") comments.push({ from, to });
      else if (name === "StringLiteral") literals.push({ from, to, ...promqlUse(node, text) });
      else if (name === "String") literals.push({ from, to, ...logqlUse(node, text) });
    },
  });
  return { tree, literals, comments };
}

function promqlTree(text: string): Tree | null {
  const masked = maskVariables(text);
  const { tree, isTooComplex } = parsePromql(masked);
  return isTooComplex || errorsIn(tree, masked).length > 0 ? null : tree;
}

function logqlTree(text: string): Tree | null {
  const { tree, isTooComplex } = parseLogql(text);
  return isTooComplex || errorNodes(tree).length > 0 ? null : tree;
}

type Use = Pick<QueryLiteral, "use" | "isStream">;

const NO_USE: Use = { use: null, isStream: false };
const USES: ReadonlyMap<string, "text" | "pattern"> = new Map([
  ["=", "text"],
  ["!=", "text"],
  ["|=", "text"],
  ["=~", "pattern"],
  ["!~", "pattern"],
  ["|~", "pattern"],
]);

/** `job="x"` and `"my.label"="x"`; a name in quotes is no value. */
function promqlUse(node: SyntaxNode, text: string): Use {
  const { parent, prevSibling } = node;
  const isValue = parent?.name === "UnquotedLabelMatcher" || parent?.name === "QuotedLabelMatcher";
  return isValue && prevSibling?.name === "MatchOp" ? useOf(text, prevSibling) : NO_USE;
}

/** `app="x"` anywhere, `|= "x"` and what stands behind its `or`; not `ip("x")` and not the patterns of `|>`. */
function logqlUse(node: SyntaxNode, text: string): Use {
  const { parent, prevSibling } = node;
  if (parent?.name === "Matcher") {
    const isStream = parent.parent?.name === "Matchers";
    return prevSibling ? { ...useOf(text, prevSibling), isStream } : NO_USE;
  }
  if (prevSibling?.name === "FilterOp") return NO_USE;
  let holder = parent;
  while (holder?.name === "OrFilter") holder = holder.parent;
  const filter = holder?.name === "LineFilter" ? holder.getChild("Filter") : null;
  return filter ? useOf(text, filter) : NO_USE;
}

function useOf(text: string, operator: SyntaxNode): Use {
  return { use: USES.get(text.slice(operator.from, operator.to)) ?? null, isStream: false };
}
