import { insertCompletionText, pickedCompletion } from "@codemirror/autocomplete";
import type { Completion } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";

/** The word in the type column of the popup; also its CSS class. */
export type CompletionBadge =
  | "counter"
  | "gauge"
  | "histogram"
  | "summary"
  | "info"
  | "rule"
  | "metric"
  | "label"
  | "value"
  | "function"
  | "aggregation"
  | "keyword"
  | "operator"
  | "duration"
  | "variable"
  | "snippet"
  | "parser"
  | "stage"
  | "filter"
  | "field"
  | "template";

export interface EditorCompletion extends Completion {
  readonly badge: CompletionBadge;
  /** From, to, from, to …: what matched, within the label. */
  readonly ranges: readonly number[];
  /** Accepting it would change nothing, so Enter may as well run. */
  readonly isWhole?: boolean;
  /** The list it stands in was cut by the server's or our limit. */
  readonly isCut?: boolean;
}

export function isEditorCompletion(completion: Completion | null): completion is EditorCompletion {
  return completion !== null && "badge" in completion;
}

/** Where each matched word stands in the label, for the popup's highlighting. */
export function matchOf(completion: Completion): readonly number[] {
  return isEditorCompletion(completion) ? completion.ranges : [];
}

/** What an accepted completion puts in place of [its `from`, `to`). */
interface Insertion {
  readonly to: number;
  readonly text: string;
  /** Where in the text the cursor goes; default is its end. */
  readonly cursor?: number;
}

type Apply = NonNullable<Completion["apply"]>;

/** An `apply` that decides by the text after the slot what to insert. */
export function applyBy(decide: (state: EditorState, to: number) => Insertion): Apply {
  return (...[view, completion, from, slotTo]) => {
    const { to, text, cursor = text.length } = decide(view.state, slotTo);
    view.dispatch({
      ...insertCompletionText(view.state, text, from, to),
      selection: { anchor: from + cursor },
      annotations: pickedCompletion.of(completion),
    });
  };
}

/** Inserts a template of ours, with the cursor where its "…" is. */
export function applyTemplate(template: string): Apply {
  const cursor = template.indexOf("…");
  return applyBy((_state, to) => ({ to, text: template.replace("…", ""), cursor }));
}

/** A call with the cursor between its parentheses; the name alone where they already stand. */
export function applyCall(name: string): Apply {
  return applyBy((state, to) => {
    const isFollowed = state.sliceDoc(to, to + 1) === "(";
    return { to, text: isFollowed ? name : `${name}()`, cursor: isFollowed ? name.length : name.length + 1 };
  });
}
