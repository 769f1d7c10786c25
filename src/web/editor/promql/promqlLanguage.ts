import { defineLanguageFacet, Language, languageDataProp, syntaxHighlighting } from "@codemirror/language";
import { Parser } from "@lezer/common";
import type { Input, PartialParse, Tree } from "@lezer/common";
import { styleTags, tagHighlighter, tags } from "@lezer/highlight";
import { parser as grammar } from "@prometheus-io/lezer-promql";
import { maskVariables } from "../../../domain/query/promql/variables.ts";
import { limitNote } from "./queryLimits.ts";

const data = defineLanguageFacet({
  closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
  commentTokens: { line: "#" },
});

/** What the grammar's own table leaves out: the newer functions, `count_values` and `fill`. */
const missingTags = styleTags({
  "FunctionIdentifier/...": tags.function(tags.variableName),
  "AggregateOp/...": tags.operatorKeyword,
  "Fill FillLeft FillRight": tags.modifier,
});

const promql = grammar.configure({
  top: "PromQL",
  props: [languageDataProp.add((type) => (type.isTop ? data : undefined)), missingTags],
});

/** A step of error recovery costs some 40 µs and more in long texts (S31): a text that needs more of them than this is no query. */
const RECOVERY_STEPS = 50;

/**
 * The official grammar over the text with its variables masked, so that `[$__interval]` is a duration to colours
 * and brackets alike; the mask keeps lengths, so positions hold. What is beyond the limits is read as blank.
 * Queries are short (50 µs per 130 characters), so each parse reads the whole text at once and reuses no fragment.
 */
class MaskingParser extends Parser {
  private last: { readonly text: string; readonly tree: Tree } | null = null;

  createParse(input: Input): PartialParse {
    const text = input.read(0, input.length);
    return {
      parsedPos: 0,
      stoppedAt: null,
      stopAt: () => undefined,
      advance: () => {
        // The editor asks for the same text several times: first for what is in view, then for all.
        if (this.last?.text !== text) this.last = { text, tree: parseBounded(text) };
        return this.last.tree;
      },
    };
  }
}

function parseBounded(text: string): Tree {
  const blank = (): Tree => promql.parse(" ".repeat(text.length));
  if (limitNote(text) !== null) return blank();
  const parse: PartialParse & { readonly recovering?: number } = promql.startParse(maskVariables(text));
  let recoverySteps = 0;
  for (let tree = parse.advance(); ; tree = parse.advance()) {
    if (tree !== null) return tree;
    // A field the published type leaves out; without it this limit is lost, not the parse.
    if (parse.recovering !== undefined && parse.recovering > 0) recoverySteps += 1;
    if (recoverySteps > RECOVERY_STEPS) return blank();
  }
}

export const promqlLanguage = new Language(data, new MaskingParser(), [], "promql");

/** Classes, not colours: promqlEditor.css gives them the theme's tokens. */
const highlighter = tagHighlighter([
  { tag: tags.comment, class: "syn-comment" },
  { tag: tags.string, class: "syn-string" },
  { tag: tags.number, class: "syn-number" },
  { tag: tags.labelName, class: "syn-label" },
  { tag: tags.function(tags.variableName), class: "syn-fn" },
  { tag: [tags.operatorKeyword, tags.modifier, tags.logicOperator], class: "syn-keyword" },
  { tag: [tags.operator, tags.arithmeticOperator], class: "syn-op" },
]);

export const promqlHighlighting = syntaxHighlighting(highlighter);
