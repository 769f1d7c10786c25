import type { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { RefObject } from "react";
import { applyLanguage } from "./createEditorView.ts";
import type { EditorLanguageName, EditorProps } from "./EditorTypes.ts";
import { loadedLanguage, loadLanguage } from "./loadLanguage.ts";

/** Swaps the language of the view when that of the props changes; one whose chunk is not here yet follows when it is. */
export function useEditorLanguage(
  view: RefObject<EditorView | null>,
  language: EditorLanguageName,
  latest: RefObject<EditorProps>,
): void {
  const shown = useRef(loadedLanguage(language) === undefined ? null : language);

  useEffect(() => {
    if (shown.current === language) return undefined;
    shown.current = language;
    let isCurrent = true;
    const apply = (): void => {
      if (isCurrent && view.current !== null) applyLanguage(view.current, () => latest.current);
    };
    apply();
    // Offline or a new release: the text stays, without colours and help.
    if (loadedLanguage(language) === undefined) loadLanguage(language).then(apply, () => undefined);
    return () => {
      isCurrent = false;
    };
  }, [language, view, latest]);
}
