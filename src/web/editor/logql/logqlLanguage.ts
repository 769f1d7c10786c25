import { defineLanguageFacet, Language, languageDataProp } from "@codemirror/language";
import { parser as grammar } from "@grafana/lezer-logql";
import type { Tree } from "@lezer/common";
import { styleTags, tags } from "@lezer/highlight";
import { maskVariables } from "../../../domain/query/logql/variables.ts";
import { blankTree, parseBounded, WholeTextParser } from "../wholeTextParser.ts";
import { limitNote } from "./logqlLimits.ts";

const data = defineLanguageFacet({
  closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
  commentTokens: { line: "#" },
});

/** The grammar brings no colours of its own. Parsers and stages are functions of a line. */
const colors = styleTags({
  LineComment: tags.comment,
  String: tags.string,
  "Number Duration Bytes": tags.number,
  "Identifier LabelName": tags.labelName,
  "RangeOp/... ConvOp/... LabelAggOp/... LabelReplace Vector Ip": tags.function(tags.variableName),
  "Json Logfmt Unpack Pattern Regexp Unwrap LabelFormat LineFormat Decolorize Drop Keep ParserFlag":
    tags.function(tags.variableName),
  "VectorOp/...": tags.operatorKeyword,
  "By Without Bool On Ignoring GroupLeft GroupRight Offset": tags.modifier,
  "And Or Unless": tags.logicOperator,
  "Pipe PipeExact PipeMatch PipePattern Npa": tags.operator,
  "Eq Neq Re Nre Gtr Gte Lss Lte Eql": tags.operator,
  "Add Sub Mul Div Mod Pow": tags.arithmeticOperator,
});

const logql = grammar.configure({
  props: [languageDataProp.add((type) => (type.isTop ? data : undefined)), colors],
});

/** The official grammar over the text with its variables masked, so that positions hold and `[$__auto]` is a duration. */
function parseLogqlText(text: string): Tree {
  if (limitNote(text) !== null) return blankTree(logql, text.length);
  return parseBounded(logql, maskVariables(text));
}

export const logqlLanguage = new Language(data, new WholeTextParser(parseLogqlText), [], "logql");
