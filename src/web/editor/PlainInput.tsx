import { useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, Ref } from "react";
import { cx } from "../ui/cx.ts";
import type { EditorHandle, EditorProps } from "./EditorTypes.ts";
import { plainHandle } from "./plainHandle.ts";

export type PlainInputProps = EditorProps & {
  readonly ref?: Ref<EditorHandle> | undefined;
  readonly inputRef: Ref<HTMLTextAreaElement>;
};

/** The query field before CodeMirror is here: same name, same place, same keys, no help. */
export function PlainInput(props: PlainInputProps) {
  const { label, value, onChange, describedBy, autoFocus = false, isHidden = false, ref, inputRef } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => plainHandle(() => input.current, onChange), [onChange]);
  useImperativeHandle(inputRef, () => input.current as HTMLTextAreaElement, []);
  useLayoutEffect(() => {
    if (autoFocus) input.current?.focus();
    // Only on the first mount: focus that was moved since is the user's.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <textarea
      ref={input}
      className={cx("plain-query", isHidden && "plain-query-hidden")}
      aria-label={label}
      aria-describedby={describedBy}
      value={value}
      rows={1}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      translate="no"
      onCompositionStart={(event) => (event.currentTarget.dataset["composing"] = "true")}
      onCompositionEnd={(event) => delete event.currentTarget.dataset["composing"]}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => handleKey(event, props)}
    />
  );
}

function handleKey(event: KeyboardEvent<HTMLTextAreaElement>, props: EditorProps): void {
  if (event.nativeEvent.isComposing) return;
  const text = event.currentTarget.value;
  const isMod = event.ctrlKey || event.metaKey;
  const isAtStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
  if (event.key === "Enter" && (isMod || !event.shiftKey)) props.onRun(text);
  else if (event.key === "ArrowUp" && (isMod || isAtStart) && props.onHistory) props.onHistory("older");
  else if (event.key === "ArrowDown" && isMod && props.onHistory) props.onHistory("newer");
  else if (event.key.toLowerCase() === "f" && isMod && event.shiftKey && props.onFormat) props.onFormat(text);
  else if (event.key === "Escape") {
    event.currentTarget.blur();
    props.onLeave?.();
  } else return;
  event.preventDefault();
}
