import type { EditorHandle } from "../../../editor/EditorTypes.ts";

/** The editors on the page by letter, for what inserts at a cursor from outside of the row. */
export interface EditorHandles {
  readonly register: (letter: string, handle: EditorHandle | null) => void;
  readonly of: (letter: string) => EditorHandle | undefined;
}

export function createEditorHandles(): EditorHandles {
  const handles = new Map<string, EditorHandle>();
  return {
    register(letter, handle) {
      if (handle) handles.set(letter, handle);
      else handles.delete(letter);
    },
    of: (letter) => handles.get(letter),
  };
}
