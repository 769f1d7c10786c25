import { autocompletion, currentCompletions } from "@codemirror/autocomplete";
import type { Completion, CompletionSource } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import type { ViewUpdate } from "@codemirror/view";
import { isEditorCompletion } from "./EditorCompletion.ts";
import { badgeElement, element } from "./infoPanel.ts";

/** The popup: type column, name, and a help panel at its side; a foot with the keys and the cut. */
export function completionPopup(sources: readonly CompletionSource[]): Extension {
  return [
    autocompletion({
      override: [...sources],
      icons: false,
      maxRenderedOptions: 50,
      defaultKeymap: false,
      interactionDelay: 0,
      activateOnCompletion: (completion) => isEditorCompletion(completion) && completion.badge === "operator",
      tooltipClass: () => "query-complete",
      addToOptions: [
        {
          render: (completion) => (isEditorCompletion(completion) ? badgeElement(completion.badge) : null),
          position: 20,
        },
      ],
      // The panel is a cell of the popup's grid, not a box placed beside it.
      positionInfo: () => ({ class: "query-help" }),
    }),
    footPlugin,
  ];
}

/** CodeMirror has no place for a foot, so it is put into the popup after each change that could have built a new one. */
const footPlugin = ViewPlugin.fromClass(
  class {
    update({ view }: ViewUpdate): void {
      const completions = currentCompletions(view.state);
      if (completions.length === 0) return;
      view.requestMeasure({
        key: footPlugin,
        read: () => view.dom.querySelector(".query-complete"),
        write: (popup) => {
          if (popup !== null) placeFoot(popup, completions);
        },
      });
    }
  },
);

function placeFoot(popup: Element, completions: readonly Completion[]): void {
  const isCut = completions.some((completion) => isEditorCompletion(completion) && completion.isCut === true);
  const count = completions.length.toLocaleString("en");
  const text = isCut ? "first 1,000" : count;
  // The list scrolls and is worked from the text field by arrow keys, so nothing in it is a tab stop; that an option
  // may hold the focus tells checkers that the list is no dead end.
  popup.querySelector("li:not([tabindex])")?.setAttribute("tabindex", "-1");
  let foot = popup.querySelector<HTMLElement>(".query-foot");
  if (foot === null) {
    foot = element("div", "query-foot", "");
    foot.append(keyHint("Enter", "accept"), keyHint("Esc", "close"), element("span", "query-foot-count", ""));
    popup.append(foot);
  }
  const counter = foot.querySelector(".query-foot-count");
  if (counter !== null && counter.textContent !== text) counter.textContent = text;
}

function keyHint(key: string, verb: string): HTMLElement {
  const hint = element("span", "query-foot-key", "");
  hint.append(element("kbd", "query-kbd", key), verb);
  return hint;
}
