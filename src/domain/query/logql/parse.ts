import { parser } from "@grafana/lezer-logql";
import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";
import { boundedParse, type ParseResult } from "../boundedParse.ts";
import { maskVariables } from "./variables.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface LogqlParse extends ParseResult {
  /** `offset 1h` behind an `unwrap`, which the grammar does not read; not in the tree. */
  readonly hiddenOffsets: readonly Span[];
}

/**
 * Parses with bounded work; never throws. Known variables are read as durations or numbers, and what Loki takes but
 * the grammar does not is hidden from it; all offsets are of `text`.
 */
export function parseLogql(text: string): LogqlParse {
  let masked = lowerCaseFunctions(maskVariables(text));
  const hiddenOffsets: Span[] = [];
  for (let round = 0; ; round++) {
    const result = boundedParse(parser, masked);
    const gaps = round < MAX_REPAIRS && !result.isTooComplex ? gapsIn(result.tree, masked) : [];
    if (gaps.length === 0) return { ...result, hiddenOffsets };
    for (const { from, to, as } of gaps) {
      if (to - from > 1) hiddenOffsets.push({ from, to });
      masked = masked.slice(0, from) + as.repeat(to - from) + masked.slice(to);
    }
  }
}

/** One place a round. */
const MAX_REPAIRS = 12;
const FUNCTION_NAME =
  /\b(?:\w{1,16}_over_time|rate|rate_counter|bytes_rate|bytes|duration|duration_seconds)(?=\s{0,16}\()/gi;

/** Loki's function names have no case; the grammar's range functions do. */
function lowerCaseFunctions(text: string): string {
  return text.replaceAll(FUNCTION_NAME, (name) => name.toLowerCase());
}

interface Gap extends Span {
  /** What the grammar reads in place of each character. */
  readonly as: " " | ",";
}

/**
 * Places of valid LogQL that @grafana/lezer-logql 0.4 refuses: an offset behind `| json | unwrap x [5m]`, the
 * parentheses of `({a="b"} | json | unwrap x)[5m]`, and the missing comma of `| a="b" c="d"`.
 */
function gapsIn(tree: Tree, text: string): readonly Gap[] {
  // What recovery makes of the text behind the first error may be anything.
  const [first] = errorNodes(tree);
  return first ? gapsAt(first, text) : [];
}

function gapsAt(node: SyntaxNode, text: string): readonly Gap[] {
  const previous = node.prevSibling;
  const next = node.nextSibling;
  const isOffset = node.firstChild?.name === "Offset" && next?.firstChild?.name === "Duration";
  if (isOffset && previous?.name === "LogRangeExpr") {
    const isBehindRange = text.slice(previous.to, node.from).trim() === "";
    return isBehindRange ? [{ from: node.from, to: next.to, as: " " }] : [];
  }
  if (text[node.from] === ")" && previous?.name === "UnwrapExpr") {
    const open = [node.parent, node.parent?.parent].find((at) => at && text[at.from] === "(");
    const gap = (from: number): Gap => ({ from, to: from + 1, as: " " });
    return open ? [gap(open.from), gap(node.from)] : [];
  }
  const isOperand =
    node.firstChild?.name === "Identifier" || (node.from === node.to && next?.name === "LabelFilter");
  if (previous?.name === "LabelFilter" && isOperand && /\s/.test(text[previous.to] ?? "")) {
    return [{ from: previous.to, to: previous.to + 1, as: "," }];
  }
  return [];
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
export function errorNodes(tree: Tree): readonly SyntaxNode[] {
  const errors: SyntaxNode[] = [];
  tree.iterate({
    enter: (ref) => {
      if (ref.type.isError) errors.push(ref.node);
    },
  });
  return errors;
}

export function textOf(text: string, node: { readonly from: number; readonly to: number }): string {
  return text.slice(node.from, node.to);
}
