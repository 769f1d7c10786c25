import { Parser } from "@lezer/common";
import type { Input, PartialParse, Tree } from "@lezer/common";
import type { LRParser } from "@lezer/lr";

/**
 * A grammar that reads the whole text at each parse and reuses no fragment: queries are short (50 µs per 130
 * characters), and masking may change any of it.
 */
export class WholeTextParser extends Parser {
  private last: { readonly text: string; readonly tree: Tree } | null = null;
  private readonly parseText: (text: string) => Tree;

  constructor(parseText: (text: string) => Tree) {
    super();
    this.parseText = parseText;
  }

  createParse(input: Input): PartialParse {
    const text = input.read(0, input.length);
    return {
      parsedPos: 0,
      stoppedAt: null,
      stopAt: () => undefined,
      advance: () => {
        // The editor asks for the same text several times: first for what is in view, then for all.
        if (this.last?.text !== text) this.last = { text, tree: this.parseText(text) };
        return this.last.tree;
      },
    };
  }
}

/** A step of error recovery costs some 40 µs and more in long texts (S31): a text that needs more of them than this is no query. */
const RECOVERY_STEPS = 50;

/** The tree of the text; that of a blank one where too much of it is wrong. */
export function parseBounded(grammar: LRParser, text: string): Tree {
  const parse: PartialParse & { readonly recovering?: number } = grammar.startParse(text);
  let recoverySteps = 0;
  for (let tree = parse.advance(); ; tree = parse.advance()) {
    if (tree !== null) return tree;
    // A field the published type leaves out; without it this limit is lost, not the parse.
    if (parse.recovering !== undefined && parse.recovering > 0) recoverySteps += 1;
    if (recoverySteps > RECOVERY_STEPS) return blankTree(grammar, text.length);
  }
}

export function blankTree(grammar: LRParser, length: number): Tree {
  return grammar.parse(" ".repeat(length));
}
