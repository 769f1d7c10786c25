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

/** A step of error recovery costs some 40 µs (S31): a text that needs more of them than this is no query. */
const RECOVERY_STEPS = 200;

/**
 * The official grammar over the text with its variables masked, so that `[$__interval]` is a duration to colours
 * and brackets alike; the mask keeps lengths, so positions hold. What is beyond the limits is read as blank.
 * Queries are short: each parse reads the whole text (50 µs per 130 characters) and no fragment is reused.
 */
class MaskingParser extends Parser {
  createParse(input: Input): PartialParse {
    const text = input.read(0, input.length);
    if (limitNote(text) !== null) return parseBlank(text.length);
    return new BoundedParse(promql.startParse(maskVariables(text)), text.length);
  }
}

class BoundedParse implements PartialParse {
  private readonly length: number;
  private inner: PartialParse & { readonly recovering?: number };
  private recoverySteps = 0;

  constructor(inner: PartialParse, length: number) {
    this.inner = inner;
    this.length = length;
  }

  advance(): Tree | null {
    const tree = this.inner.advance();
    if (this.inner.recovering !== undefined && this.inner.recovering > 0) this.recoverySteps += 1;
    if (tree === null && this.recoverySteps > RECOVERY_STEPS) {
      this.inner = parseBlank(this.length);
      this.recoverySteps = 0;
    }
    return tree;
  }

  get parsedPos(): number {
    return this.inner.parsedPos;
  }

  get stoppedAt(): number | null {
    return this.inner.stoppedAt;
  }

  stopAt(pos: number): void {
    this.inner.stopAt(pos);
  }
}

function parseBlank(length: number): PartialParse {
  return promql.startParse(" ".repeat(length));
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
