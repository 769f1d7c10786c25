import { closeBrackets, closeCompletion } from "@codemirror/autocomplete";
import { history } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { forEachDiagnostic } from "@codemirror/lint";
import { Compartment, EditorSelection, EditorState } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import {
  closeHoverTooltips,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  tooltips,
} from "@codemirror/view";
import { editorKeymap } from "./editorKeymap.ts";
import type { EditorProps } from "./EditorTypes.ts";
import { keepOwnCursor } from "./keepOwnCursor.ts";
import { loadedLanguage } from "./loadLanguage.ts";
import { plainReplace } from "./plainReplace.ts";
import { queryHighlighting } from "./queryHighlighting.ts";

/** What the editor starts with: the plain input's text and selection, so that the swap loses neither. */
export interface EditorStart {
  readonly value: string;
  readonly anchor: number;
  readonly head: number;
}

export interface EditorHost {
  readonly parent: HTMLElement;
  /** Id of the element that `onDescription` fills. */
  readonly descriptionId: string;
  /** Read at each use, so that new props need no new editor. */
  props(): EditorProps;
  onDocument(value: string): void;
  /** What is wrong with the text, as sentences; "" for nothing. */
  onDescription(text: string): void;
}

export function createEditorView(host: EditorHost, start: EditorStart): EditorView {
  const length = start.value.length;
  const selection = EditorSelection.single(Math.min(start.anchor, length), Math.min(start.head, length));
  const state = EditorState.create({ doc: start.value, selection, extensions: extensionsFor(host) });
  return new EditorView({ state, parent: host.parent });
}

/** Holds what depends on the language, so that a change of it leaves text, cursor and history alone. */
const languageSlot = new Compartment();

/** Nothing while the language's chunk is under way: text without colours, rather than the wrong ones. */
function languageOf(props: () => EditorProps): Extension {
  return loadedLanguage(props().language ?? "promql")?.(props) ?? [];
}

/** Puts the language of the props in place of the one before. */
export function applyLanguage(view: EditorView, props: () => EditorProps): void {
  closeCompletion(view);
  view.dispatch({ effects: [languageSlot.reconfigure(languageOf(props)), closeHoverTooltips] });
}

function extensionsFor(host: EditorHost): Extension {
  const { cspNonce } = host.props();
  return [
    cspNonce === undefined || cspNonce === "" ? [] : EditorView.cspNonce.of(cspNonce),
    history(),
    drawSelection({ cursorBlinkRate: prefersStillness() ? 0 : 1200 }),
    // Controls and bidirectional marks in a pasted query are seen (S17).
    highlightSpecialChars(),
    EditorView.lineWrapping,
    plainReplace,
    keepOwnCursor(),
    EditorState.tabSize.of(2),
    bracketMatching(),
    closeBrackets(),
    tooltips({ position: "fixed" }),
    queryHighlighting,
    languageSlot.of(languageOf(() => host.props())),
    editorKeymap(() => host.props()),
    EditorView.contentAttributes.of((view) => contentAttributes(view, host)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) host.onDocument(update.state.doc.toString());
      if (update.transactions.length > 0) host.onDescription(descriptionOf(update.state));
    }),
  ];
}

function contentAttributes(view: EditorView, host: EditorHost): Record<string, string> {
  const { label, describedBy } = host.props();
  const faults = faultsOf(view.state);
  return {
    "aria-label": label,
    "aria-describedby": [host.descriptionId, describedBy ?? ""].join(" ").trim(),
    ...(faults.hasError ? { "aria-invalid": "true" } : {}),
    spellcheck: "false",
    autocorrect: "off",
    autocapitalize: "off",
    translate: "no",
  };
}

function faultsOf(state: EditorState): { readonly hasError: boolean; readonly messages: readonly string[] } {
  let hasError = false;
  const messages: string[] = [];
  forEachDiagnostic(state, (diagnostic, from) => {
    hasError ||= diagnostic.severity === "error";
    const line = state.doc.lineAt(from);
    messages.push(`Line ${line.number}, column ${from - line.from + 1}: ${diagnostic.message}`);
  });
  return { hasError, messages };
}

/** More than this is noise to a listener. */
const SPOKEN_FAULTS = 3;

function descriptionOf(state: EditorState): string {
  return faultsOf(state).messages.slice(0, SPOKEN_FAULTS).join(" ");
}

/** jsdom has no matchMedia. */
function prefersStillness(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
