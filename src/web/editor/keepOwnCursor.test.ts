// @vitest-environment jsdom
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, expect, it } from "vitest";
import "./jsdomLayout.test-util.ts";
import { keepOwnCursor } from "./keepOwnCursor.ts";

const TEXT = "sum()";
const views: EditorView[] = [];
afterEach(() => views.splice(0).forEach((view) => view.destroy()));

/** An editor whose reader put the cursor between the brackets. */
function anEditor(): EditorView {
  const view = new EditorView({
    doc: TEXT,
    selection: EditorSelection.cursor(4),
    extensions: [keepOwnCursor()],
    parent: document.body,
  });
  views.push(view);
  return view;
}

/** As CodeMirror tells what the browser reports of the cursor. */
const report = (view: EditorView, at: number) =>
  view.dispatch({ selection: EditorSelection.cursor(at), userEvent: "select" });
const tell = (view: EditorView, type: string) => view.contentDOM.dispatchEvent(new Event(type));
const cursor = (view: EditorView) => view.state.selection.main.head;

it("a start of the text that is reported after the focus is not the reader's", () => {
  const view = anEditor();
  tell(view, "focus");
  for (let again = 0; again < 3; again += 1) report(view, 0);
  expect(cursor(view)).toBe(4);
  report(view, 2);
  expect(cursor(view)).toBe(2);
});

it("a start of the text that was pressed on is, also after an earlier press elsewhere", () => {
  const view = anEditor();
  tell(view, "pointerdown");
  tell(view, "focus");
  report(view, 0);
  expect(cursor(view)).toBe(0);
  report(view, 4);
  tell(view, "blur");
  tell(view, "focus");
  const own = cursor(view);
  report(view, 0);
  expect(cursor(view)).toBe(own);
});

it("a key goes to the start at any time", () => {
  const view = anEditor();
  tell(view, "focus");
  view.contentDOM.addEventListener("keydown", () => report(view, 0), { once: true });
  view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key: "Home" }));
  expect(cursor(view)).toBe(0);
});

it("a cursor that is reported just before the focus leaves is put back", () => {
  const view = anEditor();
  report(view, 1);
  tell(view, "blur");
  expect(cursor(view)).toBe(4);
});
