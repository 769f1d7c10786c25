import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { boundedParse } from "../boundedParse.ts";
import { rememberLast } from "./rememberLast.ts";

/** Parses with bounded work; never throws. */
export const parsePromql = rememberLast((text: string) => boundedParse(parser, text));

/** Where the text is no PromQL. Offsets are half-open and inside the text, at least one character where there is one. */
export interface PromqlSyntaxError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Every place the grammar refuses, first to last. Empty for a valid text and for one beyond the parser's limits. */
export function syntaxErrors(text: string): readonly PromqlSyntaxError[] {
  const { tree, isTooComplex } = parsePromql(text);
  return isTooComplex ? [] : errorsIn(tree, text);
}

export function errorsIn(tree: Tree, text: string): readonly PromqlSyntaxError[] {
  const errors: PromqlSyntaxError[] = [];
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (!type.isError) return;
      errors.push({ ...visibleSpan(text, from, to), message: messageFor(text, from, to) });
    },
  });
  return errors;
}

/** An error of no length (something is missing) is shown on the character after it, or on the last one. */
function visibleSpan(text: string, from: number, to: number): { from: number; to: number } {
  if (to > from) return { from, to };
  if (from < text.length) return { from, to: from + 1 };
  const end = text.trimEnd().length;
  return { from: Math.max(0, end - 1), to: Math.max(end, Math.min(1, text.length)) };
}

const SHOWN = 20;

function messageFor(text: string, from: number, to: number): string {
  if (text.trim() === "") return "no expression found";
  const found = text.slice(from, to).trim() || text.slice(from).trimStart().slice(0, 1);
  if (found === "") return "unexpected end of query";
  return `unexpected ${JSON.stringify(found.length > SHOWN ? `${found.slice(0, SHOWN)}…` : found)}`;
}

/** Direct children without comments. */
export function nodesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== "LineComment") nodes.push(child);
  }
  return nodes;
}

/** 1-based line and column (in UTF-16 units) of an offset. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
