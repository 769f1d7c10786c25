import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { rememberLast } from "./rememberLast.ts";

/** Longer texts are not parsed at all: no server takes them in a URL or form without complaint. */
export const MAX_QUERY_LENGTH = 65_536;

/**
 * Limits of one parse (S31). The Lezer parser is linear on valid text, but each step of its error recovery costs some
 * 40 µs, so 64 KB of commas would take seconds. After this many steps in recovery the rest of the text is left out.
 */
const RECOVERY_STEPS = 200;

/**
 * Each step reads a token or closes a node, in some 3 µs: the parse of a hostile text ends within 25 ms. The largest
 * dashboards' queries take 5,000 steps, since a long regular expression is one token.
 */
const MAX_STEPS = 8000;

/** Deeper trees are not walked, so that recursion over a tree cannot overflow the stack. */
const MAX_DEPTH = 1000;

export interface ParseResult {
  readonly tree: Tree;
  /**
   * The text is beyond the parser's own limits (about 300 operators of one precedence in a row, grafana/grafana#79013)
   * or ours on length, depth and steps. Its error nodes then say nothing about the query, and the tree may end early.
   */
  readonly isTooComplex: boolean;
}

/** Fields of @lezer/lr 1.4's parse that its published type leaves out; all optional, so a rename only loosens a limit. */
interface ParseState {
  readonly recovering?: number;
  readonly bigReductionCount?: number;
  readonly stacks?: readonly { readonly stack?: { readonly length: number } }[];
}

/** At 300 the parser begins to cut, and reports errors that are none. */
const LEFT_DEEP_LIMIT = 300;
/** Entries of the parser's stack, three for each open bracket; it begins to cut at 8,400. */
const STACK_LIMIT = 4500;

/** Parses with bounded work; never throws. */
export const parsePromql = rememberLast(parseBounded);

function parseBounded(text: string): ParseResult {
  const bounded = text.length > MAX_QUERY_LENGTH ? "" : text;
  const parse = parser.startParse(bounded);
  const state: ParseState = parse as unknown as ParseState;
  let isTooComplex = text.length > MAX_QUERY_LENGTH;
  let recoverySteps = 0;
  for (let steps = 0; ; steps++) {
    if (!isTooComplex && (steps > MAX_STEPS || isAtParserLimit(state))) isTooComplex = true;
    const tree = parse.advance();
    if (tree) return { tree, isTooComplex: isTooComplex || depthOf(tree) > MAX_DEPTH };
    if (state.recovering) recoverySteps++;
    const isEnough = isTooComplex || recoverySteps >= RECOVERY_STEPS;
    if (isEnough && parse.stoppedAt === null) parse.stopAt(parse.parsedPos);
  }
}

function isAtParserLimit(state: ParseState): boolean {
  if ((state.bigReductionCount ?? 0) >= LEFT_DEEP_LIMIT) return true;
  return (state.stacks?.[0]?.stack?.length ?? 0) >= STACK_LIMIT;
}

function depthOf(tree: Tree): number {
  let depth = 0;
  let deepest = 0;
  tree.iterate({
    enter: () => {
      deepest = Math.max(deepest, ++depth);
    },
    leave: () => {
      depth--;
    },
  });
  return deepest;
}

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
