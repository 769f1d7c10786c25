import type { Diagnostic } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import type { EditorState, Text } from "@codemirror/state";
import type { ServerError, TextPosition } from "./EditorTypes.ts";

/** Sets what the server said about this text; null clears it. Any change of the text clears it as well. */
export const setServerError = StateEffect.define<ServerError | null>();

export const serverErrorField = StateField.define<ServerError | null>({
  create: () => null,
  update(value, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setServerError));
    if (effect !== undefined) return effect.value;
    return transaction.docChanged ? null : value;
  },
});

/** The server's message at the word it points at; none where it said nothing. */
export function serverDiagnostics(state: EditorState): readonly Diagnostic[] {
  const error = state.field(serverErrorField, false) ?? null;
  return error === null ? [] : [diagnosticOf(state.doc, error)];
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
