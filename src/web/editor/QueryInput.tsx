import { useEffect, useRef, useState } from "react";
import type { Ref } from "react";
import { flushSync } from "react-dom";
import type { EditorStart } from "./createEditorView.ts";
import type { CodeMirrorEditor } from "./CodeMirrorEditor.tsx";
import type { EditorHandle, EditorLanguageName, EditorProps } from "./EditorTypes.ts";
import { loadedLanguage, loadLanguage } from "./loadLanguage.ts";
import { PlainInput } from "./PlainInput.tsx";
import "./queryInput.css";

type Editor = typeof CodeMirrorEditor;

/** The chunk once it is here, so that the second query starts as an editor. */
let loaded: Editor | null = null;
let loading: Promise<Editor> | null = null;

/**
 * Fetches the editor's chunk and its language's once; a failed fetch may be tried again. The page calls it early to
 * save the wait.
 */
export async function loadEditor(language: EditorLanguageName = "promql"): Promise<Editor> {
  loading ??= import("./CodeMirrorEditor.tsx").then((module) => {
    loaded = module.CodeMirrorEditor;
    return loaded;
  });
  try {
    const [editor] = await Promise.all([loading, loadLanguage(language)]);
    return editor;
  } catch (error) {
    loading = null;
    throw error;
  }
}

export type QueryInputProps = EditorProps & { readonly ref?: Ref<EditorHandle> | undefined };

interface Swap {
  readonly Editor: Editor;
  readonly start: EditorStart | undefined;
  readonly hadFocus: boolean;
}

/** A query field that works at once and becomes CodeMirror when its chunk arrives, with text, selection and focus. */
export function QueryInput(props: QueryInputProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const { language = "promql", autoFocus = false } = props;
  const [swap, setSwap] = useState<Swap | null>(() =>
    loaded === null || loadedLanguage(language) === undefined
      ? null
      : { Editor: loaded, start: undefined, hadFocus: autoFocus },
  );
  const isWaiting = swap === null;

  useEffect(() => {
    if (!isWaiting) return undefined;
    const gone = new AbortController();
    loadEditor(language).then(
      (Editor) =>
        whenNotComposing(input.current, gone.signal, () =>
          // At once: a key between what is taken over and what is shown would be lost.
          flushSync(() => setSwap(takeOver(Editor, input.current))),
        ),
      // Offline or a new release: the plain field goes on working.
      () => undefined,
    );
    return () => gone.abort();
  }, [isWaiting, language]);

  if (swap === null) return <PlainInput {...props} inputRef={input} />;
  const { Editor, start, hadFocus } = swap;
  return <Editor {...props} start={start} takesFocus={hadFocus} />;
}

function takeOver(Editor: Editor, input: HTMLTextAreaElement | null): Swap {
  if (input === null) return { Editor, start: undefined, hadFocus: false };
  const { value, selectionStart, selectionEnd, selectionDirection } = input;
  const isBackward = selectionDirection === "backward";
  const start = {
    value,
    anchor: isBackward ? selectionEnd : selectionStart,
    head: isBackward ? selectionStart : selectionEnd,
  };
  return { Editor, start, hadFocus: document.activeElement === input };
}

/** A swap in the middle of an input method's word would lose the word, so it waits for its end. */
function whenNotComposing(input: HTMLTextAreaElement | null, gone: AbortSignal, act: () => void): void {
  if (gone.aborted) return;
  if (input?.dataset["composing"] !== "true") act();
  else input.addEventListener("compositionend", () => queueMicrotask(act), { once: true, signal: gone });
}
