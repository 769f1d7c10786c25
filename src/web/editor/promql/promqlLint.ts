import { syntaxTreeAvailable } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import type { Diagnostic } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import type { Extension, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
// The package's front door also brings its HTTP client and completion, 14 kB of gzip that nothing here uses.
import { Parser as TypeChecker } from "@prometheus-io/codemirror-promql/dist/esm/parser/index.js";
import type { ServerError, TextPosition } from "../EditorTypes.ts";
import { lint } from "../../../domain/query/promql/lint.ts";
import { limitNote } from "./queryLimits.ts";
import { isClosedString, scanPromql } from "./scanPromql.ts";

/** After the last keystroke. With an idle slot on top it stays under the 300 ms of row A4. */
const LINT_DELAY_MS = 150;

/** Sets what the server said about this text; null clears it. Any change of the text clears it as well. */
export const setServerError = StateEffect.define<ServerError | null>();

const serverErrorField = StateField.define<ServerError | null>({
  create: () => null,
  update(value, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setServerError));
    if (effect !== undefined) return effect.value;
    return transaction.docChanged ? null : value;
  },
});

export function promqlLint(): Extension {
  return [
    serverErrorField,
    linter(lintPromql, {
      delay: LINT_DELAY_MS,
      needsRefresh: (update) =>
        update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setServerError))),
    }),
  ];
}

/** Everything wrong with the text of this view. Exported for tests. */
export function lintPromql(view: EditorView): readonly Diagnostic[] {
  const { state } = view;
  const serverError = state.field(serverErrorField, false) ?? null;
  const fromServer = serverError === null ? [] : [diagnosticOf(state.doc, serverError)];
  const text = state.doc.toString();
  if (text.trim() === "") return fromServer;
  const note = limitNote(text);
  if (note !== null) return [...fromServer, { from: 0, to: 0, severity: "info", message: note }];
  return [...fromServer, ...checkText(text, view).slice(0, MAX_FAULTS)];
}

/** More underlines than this help nobody, and each costs a node. */
const MAX_FAULTS = 20;

/** The first kind of fault that is found hides the next: types mean little in text that does not parse. */
function checkText(text: string, view: EditorView): readonly Diagnostic[] {
  const unclosed = unclosedStrings(text);
  if (unclosed.length > 0) return unclosed;
  const syntax = lint(text).map((issue) => ({ ...issue, severity: "error" as const }));
  if (syntax.length > 0 || !syntaxTreeAvailable(view.state)) return syntax;
  // The official checks of types ("expected type matrix …"), without any request.
  const checker = new TypeChecker(view.state);
  checker.analyze();
  return checker.getDiagnostics();
}

/** The grammar forgives a missing closing quote; Prometheus does not. */
function unclosedStrings(text: string): readonly Diagnostic[] {
  return scanPromql(text)
    .filter((token) => token.kind === "string" && !isClosedString(token.text))
    .map(({ from, to }) => ({ from, to, severity: "error", message: "This string has no closing quote." }));
}

function diagnosticOf(doc: Text, error: ServerError): Diagnostic {
  const from = offsetOf(doc, error);
  const line = doc.lineAt(from);
  // Underline the word the server points at; at the end of a line, the character before.
  const rest = /^[\w:.]+|^\S/.exec(line.text.slice(from - line.from))?.[0] ?? "";
  const start = rest === "" ? Math.max(line.from, from - 1) : from;
  return { from: start, to: from + rest.length, severity: "error", source: "server", message: error.message };
}

/** The offset of a 1-based line and column, clamped into the text. */
export function offsetOf(doc: Text, { line, column }: TextPosition): number {
  const found = doc.line(Math.min(Math.max(1, Math.trunc(line) || 1), doc.lines));
  return Math.min(found.from + Math.max(0, (Math.trunc(column) || 1) - 1), found.to);
}
