import { linter } from "@codemirror/lint";
import type { Diagnostic } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { serverDiagnostics, serverErrorField, setServerError } from "./serverError.ts";

/** After the last keystroke. With an idle slot on top it stays under the 300 ms of row A4. */
const LINT_DELAY_MS = 150;
/** More underlines than this help nobody, and each costs a node. */
const MAX_FAULTS = 20;

/** What a language finds wrong with a text that is not blank. Asks nobody. */
export type CheckText = (text: string, view: EditorView) => readonly Diagnostic[];

/** Underlines what `check` finds and what the server said. */
export function textLint(check: CheckText): Extension {
  return [
    serverErrorField,
    linter((view) => faultsOf(view, check), {
      delay: LINT_DELAY_MS,
      needsRefresh: (update) =>
        update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setServerError))),
    }),
  ];
}

/** Everything wrong with the text of this view, the server's word first. */
export function faultsOf(view: EditorView, check: CheckText): readonly Diagnostic[] {
  const fromServer = serverDiagnostics(view.state);
  const text = view.state.doc.toString();
  if (text.trim() === "") return fromServer;
  return [...fromServer, ...check(text, view).slice(0, MAX_FAULTS)];
}
