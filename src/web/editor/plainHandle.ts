import type { EditorHandle } from "./EditorTypes.ts";

/** The handle of the plain input; `onChange` makes its controlled value follow. */
export function plainHandle(
  inputOf: () => HTMLTextAreaElement | null,
  onChange: (value: string) => void,
): EditorHandle {
  return {
    focus: () => inputOf()?.focus(),
    goTo({ line, column }) {
      const input = inputOf();
      if (input === null) return;
      const lines = input.value.split("\n").slice(0, Math.max(0, line - 1));
      const offset = lines.reduce((sum, text) => sum + text.length + 1, 0) + Math.max(0, column - 1);
      const clamped = Math.min(offset, input.value.length);
      input.focus();
      input.setSelectionRange(clamped, clamped);
    },
    insert(text) {
      const input = inputOf();
      if (input === null) return;
      const { value, selectionStart, selectionEnd } = input;
      onChange(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
      input.focus();
    },
    replaceAll: (text) => onChange(text),
    getValue: () => inputOf()?.value ?? "",
  };
}
