import { type EditorSelection, EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** The focus is gone this soon after such a report, even on a busy machine. */
const LEAVING_MS = 250;
/** And such a report comes this soon after the focus; CodeMirror itself only heeds the first of them, for 200 ms. */
const ARRIVING_MS = 500;
/** A long press gives the focus this late. */
const PRESS_MS = 1_000;

/**
 * When the focus comes by a key, and just before it leaves, Chromium may report a cursor that no key or pointer has put
 * there: at the start of the text, or where the cursor was before the last key. Taken for the reader's own, what is typed
 * next, or a metric chosen in the browser, would go there.
 */
export function keepOwnCursor(): Extension {
  let isInKey = false;
  let pressedMs = -Infinity;
  let arrivedMs = -Infinity;
  let reported: { readonly before: EditorSelection; readonly atMs: number } | undefined;
  const isReport = (one: Transaction) =>
    one.annotation(Transaction.userEvent) === "select" && !isInKey && one.newSelection.main.empty;
  return [
    EditorState.transactionFilter.of((one) => {
      const isToStart = !one.docChanged && isReport(one) && one.newSelection.main.head === 0;
      return isToStart && performance.now() - arrivedMs < ARRIVING_MS ? [] : one;
    }),
    EditorView.updateListener.of(({ transactions, startState, docChanged }) => {
      if (docChanged || !transactions.some((one) => one.selection !== undefined)) return;
      const before = startState.selection;
      reported = transactions.some(isReport) ? { before, atMs: performance.now() } : undefined;
    }),
    EditorView.domEventObservers({
      keydown: () => {
        isInKey = true;
        queueMicrotask(() => (isInKey = false));
      },
      pointerdown: () => {
        pressedMs = performance.now();
        arrivedMs = -Infinity;
      },
      focus: () => {
        const nowMs = performance.now();
        arrivedMs = nowMs - pressedMs < PRESS_MS ? -Infinity : nowMs;
      },
      blur: (_event, view) => {
        pressedMs = -Infinity;
        if (reported !== undefined && performance.now() - reported.atMs < LEAVING_MS)
          view.dispatch({ selection: reported.before });
        reported = undefined;
      },
    }),
  ];
}
