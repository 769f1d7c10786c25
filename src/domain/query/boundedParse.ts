import type { Tree } from "@lezer/common";
import type { LRParser } from "@lezer/lr";

/** Longer texts are not parsed at all: no server takes them in a URL or form without complaint. */
export const MAX_QUERY_LENGTH = 65_536;

/**
 * Limits of one parse (S31). A Lezer parser is linear on valid text, but each step of its error recovery costs some
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
export function boundedParse(parser: LRParser, text: string): ParseResult {
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
