import { parser } from "@grafana/lezer-logql";
import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";
import { boundedParse, type ParseResult } from "../boundedParse.ts";
import { maskVariables } from "./variables.ts";

/** Parses with bounded work; never throws. Known variables are read as durations; all offsets are of `text`. */
export function parseLogql(text: string): ParseResult {
  return boundedParse(parser, maskVariables(text));
}

/** Direct children without comments. */
export function nodesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== "LineComment") nodes.push(child);
  }
  return nodes;
}

/** All nodes of one name below (and including) a node, in text order, nodes of that name inside others too. */
export function nodesNamed(root: SyntaxNode | Tree, name: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const enter = (ref: SyntaxNodeRef): void => {
    if (ref.name === name) found.push(ref.node);
  };
  if ("topNode" in root) root.iterate({ enter });
  else root.cursor().iterate(enter);
  return found;
}

/** Places the grammar refuses, first to last. */
export function errorNodes(tree: Tree, text: string): readonly SyntaxNode[] {
  const errors: SyntaxNode[] = [];
  tree.iterate({
    enter: (ref) => {
      if (ref.type.isError && !isJuxtaposition(ref.node, text)) errors.push(ref.node);
    },
  });
  return errors;
}

/** Loki reads `| a="b" c="d"` as `and`; the grammar misses an operator between the two. */
function isJuxtaposition(node: SyntaxNode, text: string): boolean {
  const { prevSibling, nextSibling } = node;
  if (node.from !== node.to || node.parent?.name !== "LabelFilter") return false;
  if (prevSibling?.name !== "LabelFilter" || nextSibling?.name !== "LabelFilter") return false;
  return /\s$/.test(text.slice(prevSibling.to, nextSibling.from));
}

export function textOf(text: string, node: { readonly from: number; readonly to: number }): string {
  return text.slice(node.from, node.to);
}
