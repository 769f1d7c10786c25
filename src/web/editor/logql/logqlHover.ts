import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { Tooltip } from "@codemirror/view";
import { logqlDocOf } from "../../../domain/query/logql/functionDocs.ts";
import type { LogqlDocKind } from "../../../domain/query/logql/functionDocs.ts";
import { docPanel, hoverBox } from "../completion/infoPanel.ts";
import { wordAround } from "./wordAround.ts";

const HOVER_DELAY_MS = 350;

/** What stands at a position, as far as there may be help for it. */
export type Subject = {
  readonly kind: LogqlDocKind;
  readonly name: string;
  readonly from: number;
  readonly to: number;
} | null;

/** Documentation of the function, aggregation, parser, stage or template function under the pointer. */
export function logqlHover(): Extension {
  return hoverTooltip(
    ({ state }, pos): Tooltip | null => {
      const subject = subjectAt(state, pos);
      const doc = subject === null ? undefined : logqlDocOf(subject.kind, subject.name);
      if (subject === null || doc === undefined) return null;
      const { from, to, kind } = subject;
      const badge = kind === "template" ? "function" : kind;
      return { pos: from, end: to, create: () => ({ dom: hoverBox(docPanel(doc, badge)) }) };
    },
    { hoverTime: HOVER_DELAY_MS, hideOnChange: true },
  );
}

const KIND_OF_PARENT: Readonly<Record<string, LogqlDocKind>> = {
  RangeOp: "function",
  ConvOp: "keyword",
  Filter: "keyword",
  VectorOp: "aggregation",
};
const KIND_OF_NODE: Readonly<Record<string, LogqlDocKind>> = {
  LabelReplace: "function",
  Vector: "function",
  Ip: "keyword",
  Json: "parser",
  Logfmt: "parser",
  Pattern: "parser",
  Regexp: "parser",
  Unpack: "parser",
  LineFormat: "stage",
  LabelFormat: "stage",
  Decolorize: "stage",
  Drop: "stage",
  Keep: "stage",
  Unwrap: "stage",
  By: "keyword",
  Without: "keyword",
  Offset: "keyword",
  On: "keyword",
  Ignoring: "keyword",
  Bool: "keyword",
  GroupLeft: "keyword",
  GroupRight: "keyword",
  And: "keyword",
  Or: "keyword",
  Unless: "keyword",
};

/** Reads the syntax tree, so words inside strings and comments are no subjects. Exported for tests. */
export function subjectAt(state: EditorState, pos: number): Subject {
  const node = syntaxTree(state).resolveInner(pos, 1);
  if (node.name === "String") return templateSubjectAt(state, node, pos);
  const kind = KIND_OF_PARENT[node.parent?.name ?? ""] ?? KIND_OF_NODE[node.name];
  const { from, to } = node;
  return kind === undefined ? null : { kind, name: state.sliceDoc(from, to), from, to };
}

/** `"{{ .name | upp|er }}"`: a word between braces, in a stage that takes a template. */
function templateSubjectAt(
  state: EditorState,
  {
    from,
    to,
    parent,
  }: { readonly from: number; readonly to: number; readonly parent: { readonly name: string } | null },
  pos: number,
): Subject {
  if (parent?.name !== "LineFormatExpr" && parent?.name !== "LabelFormatMatcher") return null;
  const text = state.sliceDoc(from, to);
  const before = text.slice(0, pos - from);
  if (before.lastIndexOf("{{") <= before.lastIndexOf("}}")) return null;
  const word = wordAround(text, pos - from);
  if (word.from === word.to || text.charAt(word.from - 1) === ".") return null;
  const name = text.slice(word.from, word.to);
  return { kind: "template", name, from: from + word.from, to: from + word.to };
}
