import { syntaxHighlighting } from "@codemirror/language";
import { tagHighlighter, tags } from "@lezer/highlight";

/** Classes, not colours: codeMirrorEditor.css gives them the theme's tokens. */
const highlighter = tagHighlighter([
  { tag: tags.comment, class: "syn-comment" },
  { tag: tags.string, class: "syn-string" },
  { tag: tags.number, class: "syn-number" },
  { tag: tags.labelName, class: "syn-label" },
  { tag: tags.function(tags.variableName), class: "syn-fn" },
  { tag: [tags.operatorKeyword, tags.modifier, tags.logicOperator], class: "syn-keyword" },
  { tag: [tags.operator, tags.arithmeticOperator], class: "syn-op" },
]);

export const queryHighlighting = syntaxHighlighting(highlighter);
