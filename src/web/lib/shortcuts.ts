import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createKeybindingsHandler } from "tinykeys";

export interface Shortcut {
  /** tinykeys notation: "?", "$mod+k", or a sequence "t ArrowLeft". Several keys may do the same. */
  readonly keys: readonly string[];
  /** What it does, for the list: "Earlier". Shortcuts with one label share a row. */
  readonly label: string;
  /** The heading in the list: "Anywhere", "Editor", "Time", "Chart". */
  readonly group: string;
  /** Absent: only listed, since something else (the editor) listens itself. */
  readonly run?: (event: KeyboardEvent) => void;
}

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  shortcuts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every shortcut that works now, for the `?` list. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => shortcuts);
}

/** No shortcut fires where one types, nor behind an open dialog. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return true;
  return target.closest("dialog, [role=dialog], [role=menu], [role=listbox]") !== null;
}

/**
 * Registers shortcuts while the component is shown. Changed `run` functions are taken up without registering anew;
 * keys and labels are read once.
 */
export function useShortcuts(given: readonly Shortcut[]): void {
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  const [mine] = useState(given);
  useEffect(() => {
    // One handler per key: a shared one stops at the first that fires and leaves the others waiting for their second
    // key, so that of `t ←` and `t →` in quick succession the second would be lost.
    const handlers = mine.flatMap((shortcut, index) =>
      shortcut.run
        ? shortcut.keys.map((key) =>
            createKeybindingsHandler({
              [key]: (event) => {
                event.preventDefault();
                latest.current[index]?.run?.(event);
              },
            }),
          )
        : [],
    );
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event)) return;
      for (const handle of handlers) handle(event);
    };
    window.addEventListener("keydown", onKeyDown);
    change([...shortcuts, ...mine]);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      change(shortcuts.filter((shortcut) => !mine.includes(shortcut)));
    };
  }, [mine]);
}
