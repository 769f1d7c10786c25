import type { EditorView } from "@codemirror/view";
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { Ref } from "react";
import { cx } from "../ui/cx.ts";
import { createEditorView } from "./createEditorView.ts";
import type { EditorStart } from "./createEditorView.ts";
import { editorHandle, replaceDocument } from "./editorHandle.ts";
import type { EditorHandle, EditorProps } from "./EditorTypes.ts";
import { createEcho } from "./echo.ts";
import { setServerError } from "./serverError.ts";
import { useEditorLanguage } from "./useEditorLanguage.ts";
import "./codeMirrorEditor.css";

export type CodeMirrorEditorProps = EditorProps & {
  readonly ref?: Ref<EditorHandle> | undefined;
  /** Taken over from the plain input; default is `value` with the cursor at its end. */
  readonly start?: EditorStart | undefined;
  /** The plain input had the focus, or the caller wants it from the start. */
  readonly takesFocus: boolean;
};

/**
 * CodeMirror with the language of the props. It owns its document: `value` is applied where it differs, and no keystroke waits for React.
 * Loaded in its own chunk; use QueryInput, which bridges the time until it is here.
 */
export function CodeMirrorEditor(props: CodeMirrorEditorProps) {
  const { value, serverError = null, isHidden = false, label, describedBy, start, ref } = props;
  const descriptionId = useId();
  const box = useRef<HTMLDivElement>(null);
  const description = useRef<HTMLSpanElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const echo = useRef(createEcho());

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    const parent = box.current;
    if (parent === null) return;
    const first = latest.current;
    const end = first.value.length;
    const created = createEditorView(
      {
        parent,
        descriptionId,
        props: () => latest.current,
        onDocument: (text) => {
          echo.current.sent(text);
          latest.current.onChange(text);
        },
        onDescription: (text) => {
          const node = description.current;
          if (node !== null && node.textContent !== text) node.textContent = text;
        },
      },
      start ?? { value: first.value, anchor: end, head: end },
    );
    view.current = created;
    if (first.takesFocus) created.focus();
    return () => {
      view.current = null;
      created.destroy();
    };
    // Once: what changes later is read through `latest` or applied below.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  useEditorLanguage(view, props.language ?? "promql", latest);

  useEffect(() => {
    if (view.current !== null && echo.current.isNews(value)) replaceDocument(view.current, value);
  }, [value]);

  // By content: an equal error in a new object must not underline text that has changed since.
  const { line, column, message } = serverError ?? {};
  useEffect(() => {
    const isError = line !== undefined && column !== undefined && message !== undefined;
    view.current?.dispatch({ effects: setServerError.of(isError ? { line, column, message } : null) });
  }, [line, column, message]);

  // Attributes are read from props on an update, and new props alone are none.
  useEffect(() => {
    view.current?.dispatch({});
  }, [label, describedBy]);

  useImperativeHandle(ref, () => editorHandle(() => view.current), []);

  return (
    <div className={cx("query-editor", isHidden && "query-editor-hidden")}>
      <div ref={box} />
      <span ref={description} id={descriptionId} className="query-description" />
    </div>
  );
}
