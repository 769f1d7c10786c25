import { EditorView } from "@codemirror/view";

/**
 * Typing over a selection, done without the browser. Left to itself, Chromium (seen in 156, also in a
 * "plaintext-only" field) carries the look of the overwritten text along as a style attribute, which the page's
 * Content-Security-Policy refuses and reports each time.
 */
export const plainReplace = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main } = view.state.selection;
    const text = event.data;
    if (
      event.inputType !== "insertText" ||
      text === null ||
      event.isComposing ||
      view.composing ||
      main.empty
    ) {
      return false;
    }
    const { from, to } = main;
    const insert = () =>
      view.state.update({
        changes: { from, to, insert: text },
        selection: { anchor: from + text.length },
        userEvent: "input.type",
        scrollIntoView: true,
      });
    // The same handlers as for any other input, closing brackets for one.
    const isHandled = view.state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, text, insert));
    if (!isHandled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});
