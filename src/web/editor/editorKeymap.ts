import {
  acceptCompletion,
  closeBracketsKeymap,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, historyKeymap, insertNewlineAndIndent } from "@codemirror/commands";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { Prec } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { closeHoverTooltips, EditorView, hasHoverTooltips, keymap } from "@codemirror/view";
import type { KeyBinding } from "@codemirror/view";
import { isEditorCompletion } from "./completion/EditorCompletion.ts";
import type { EditorProps } from "./EditorTypes.ts";

type Callbacks = Pick<EditorProps, "onRun" | "onLeave" | "onHistory" | "onFormat">;

/** The keys of the editor. Tab is bound by nobody, so it moves the focus on. `callbacks` is read at each key. */
export function editorKeymap(callbacks: () => Callbacks): Extension {
  const own: readonly KeyBinding[] = [
    { key: "Enter", run: (view) => acceptOrRun(view, callbacks) },
    { key: "Shift-Enter", run: insertNewlineAndIndent },
    { key: "Mod-Enter", run: (view) => run(view, callbacks) },
    { key: "Escape", run: (view) => closeOrLeave(view, callbacks) },
    { key: "Ctrl-Space", run: startCompletion },
    { key: "Alt-Escape", run: startCompletion },
    { key: "ArrowDown", run: moveCompletionSelection(true) },
    { key: "ArrowUp", run: moveCompletionSelection(false) },
    { key: "PageDown", run: moveCompletionSelection(true, "page") },
    { key: "PageUp", run: moveCompletionSelection(false, "page") },
    { key: "ArrowUp", run: (view) => recallAtStart(view, callbacks) },
    { key: "Mod-ArrowUp", run: (view) => walk(view, callbacks, "older") },
    { key: "Mod-ArrowDown", run: (view) => walk(view, callbacks, "newer") },
    { key: "Mod-Shift-f", run: (view) => format(view, callbacks) },
    { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
  ];
  return [
    Prec.highest(keymap.of(own)),
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

/** A completion that is already there word for word has nothing to add, so Enter runs over it. */
function acceptOrRun(view: EditorView, callbacks: () => Callbacks): boolean {
  const selected = completionStatus(view.state) === "active" ? selectedCompletion(view.state) : null;
  const isWhole = isEditorCompletion(selected) && selected.isWhole === true;
  if (selected !== null && !isWhole && acceptCompletion(view)) return true;
  return run(view, callbacks);
}

function run(view: EditorView, callbacks: () => Callbacks): boolean {
  closeCompletion(view);
  callbacks().onRun(view.state.doc.toString());
  return true;
}

/** One thing at a time: the popup, the hover tooltip, then the editor itself. */
function closeOrLeave(view: EditorView, callbacks: () => Callbacks): boolean {
  const isOpen = completionStatus(view.state) !== null && view.dom.querySelector(".query-complete") !== null;
  closeCompletion(view);
  if (isOpen) return true;
  if (hasHoverTooltips(view.state)) {
    view.dispatch({ effects: closeHoverTooltips });
    return true;
  }
  view.contentDOM.blur();
  callbacks().onLeave?.();
  return true;
}

function walk(view: EditorView, callbacks: () => Callbacks, direction: "older" | "newer"): boolean {
  const { onHistory } = callbacks();
  if (onHistory === undefined) return false;
  closeCompletion(view);
  onHistory(direction);
  return true;
}

function recallAtStart(view: EditorView, callbacks: () => Callbacks): boolean {
  const { main } = view.state.selection;
  return main.empty && main.head === 0 ? walk(view, callbacks, "older") : false;
}

function format(view: EditorView, callbacks: () => Callbacks): boolean {
  const { onFormat } = callbacks();
  if (onFormat === undefined) return false;
  closeCompletion(view);
  onFormat(view.state.doc.toString());
  return true;
}
