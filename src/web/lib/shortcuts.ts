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
  readonly run?: () => void;
  /** A chord with Mod, which types nothing: it fires in fields too. */
  readonly isEverywhere?: boolean;
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

/** Every shortcut that works now, for the `?` list and the palette; `run` of an entry does what it does now. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => shortcuts);
}

const isWithin = ({ target }: KeyboardEvent, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;
const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const OVERLAYS = "dialog, [role=dialog], [role=menu], [role=listbox]";

/** Fields are judged by `isHeard`, not by the library. */
const isHalfTyped = (event: KeyboardEvent) => event.repeat || event.isComposing;

/** No shortcut fires where one types, unless it is a chord, nor behind an open dialog. */
function isHeard(event: KeyboardEvent, { isEverywhere = false }: Shortcut): boolean {
  return !isWithin(event, OVERLAYS) && (isEverywhere || !isWithin(event, FIELDS));
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
  const [mine] = useState(() =>
    given.map((shortcut, index) =>
      shortcut.run ? { ...shortcut, run: () => latest.current[index]?.run?.() } : shortcut,
    ),
  );
  useEffect(() => {
    // One handler per key: a shared one stops at the first that fires and leaves the others waiting for their second
    // key, so that of `t ←` and `t →` in quick succession the second would be lost.
    const handlers = mine.flatMap((shortcut) =>
      shortcut.run
        ? shortcut.keys.map((key) => ({
            shortcut,
            handle: createKeybindingsHandler(
              {
                [key]: (event) => {
                  event.preventDefault();
                  shortcut.run?.();
                },
              },
              { ignore: isHalfTyped },
            ),
          }))
        : [],
    );
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      for (const { shortcut, handle } of handlers) if (isHeard(event, shortcut)) handle(event);
    };
    window.addEventListener("keydown", onKeyDown);
    change([...shortcuts, ...mine]);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      change(shortcuts.filter((shortcut) => !mine.includes(shortcut)));
    };
  }, [mine]);
}
