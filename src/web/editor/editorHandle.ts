import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { EditorHandle } from "./EditorTypes.ts";
import { offsetOf } from "./serverError.ts";

/** The editor as its callers steer it; each change is one undo step. */
export function editorHandle(viewOf: () => EditorView | null): EditorHandle {
  return {
    focus: () => viewOf()?.focus(),
    goTo(position) {
      const view = viewOf();
      if (view === null) return;
      const anchor = offsetOf(view.state.doc, position);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor) });
      view.focus();
    },
    insert(text) {
      const view = viewOf();
      if (view === null) return;
      view.dispatch(view.state.replaceSelection(text), { userEvent: "input.paste", scrollIntoView: true });
      view.focus();
    },
    replaceAll(text) {
      const view = viewOf();
      if (view !== null) replaceDocument(view, text);
    },
    getValue: () => viewOf()?.state.doc.toString() ?? "",
  };
}

/**
 * Replaces the text as one undo step. The cursor stays at the start if it was there, so that ↑ recalls on and on;
 * else it goes to the end.
 */
export function replaceDocument(view: EditorView, text: string): void {
  const { doc, selection } = view.state;
  if (doc.toString() === text) return;
  const isAtStart = selection.main.empty && selection.main.head === 0 && doc.length > 0;
  const changes = view.state.changes({ from: 0, to: doc.length, insert: text });
  view.dispatch({
    changes,
    selection: EditorSelection.cursor(isAtStart ? 0 : changes.newLength),
    userEvent: "input.replace",
    scrollIntoView: true,
  });
}
