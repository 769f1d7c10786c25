import { type EditorSelection, type Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** The focus is gone this soon after such a report, even on a busy machine. */
const LEAVING_MS = 250;

/**
 * Just before the focus leaves, Chromium may report a cursor that no key or pointer has put there: at the start of the text,
 * or where the cursor was before the last key. Taken for the reader's own, a metric chosen in the browser would go there.
 */
export function keepCursorOnLeave(): Extension {
  let isInKey = false;
  let reported: { readonly before: EditorSelection; readonly atMs: number } | undefined;
  return [
    EditorView.updateListener.of(({ transactions, startState, state, docChanged }) => {
      if (docChanged || !transactions.some((one) => one.selection !== undefined)) return;
      const { main } = state.selection;
      const isSelect = transactions.some((one) => one.annotation(Transaction.userEvent) === "select");
      const isReport = isSelect && !isInKey && main.empty;
      reported = isReport ? { before: startState.selection, atMs: performance.now() } : undefined;
    }),
    EditorView.domEventObservers({
      keydown: () => {
        isInKey = true;
        queueMicrotask(() => (isInKey = false));
      },
      blur: (_event, view) => {
        if (reported !== undefined && performance.now() - reported.atMs < LEAVING_MS)
          view.dispatch({ selection: reported.before });
        reported = undefined;
      },
    }),
  ];
}
