import { defineLanguageFacet, Language, languageDataProp } from "@codemirror/language";
import type { Tree } from "@lezer/common";
import { styleTags, tags } from "@lezer/highlight";
import { parser as grammar } from "@prometheus-io/lezer-promql";
import { maskVariables } from "../../../domain/query/promql/variables.ts";
import { blankTree, parseBounded, WholeTextParser } from "../wholeTextParser.ts";
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

/**
 * The official grammar over the text with its variables masked, so that `[$__interval]` is a duration to colours
 * and brackets alike; the mask keeps lengths, so positions hold. What is beyond the limits is read as blank.
 */
function parsePromqlText(text: string): Tree {
  if (limitNote(text) !== null) return blankTree(promql, text.length);
  return parseBounded(promql, maskVariables(text));
}

export const promqlLanguage = new Language(data, new WholeTextParser(parsePromqlText), [], "promql");
