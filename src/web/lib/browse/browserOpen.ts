import { useSyncExternalStore } from "react";
import { preferences } from "../preferences.ts";

/** Whether the browser stands beside Explore. */
export interface BrowserOpen {
  readonly isOpen: boolean;
  /** The reader opened it just now, so it takes the focus; opened by preference it leaves it with the query. */
  readonly takesFocus: boolean;
}

/** A sheet covers the page, so it is never open by preference. The same width as the `sm` breakpoint. */
const isNarrow = () => window.matchMedia("(max-width: 640px)").matches;

let current: BrowserOpen | undefined;
const listeners = new Set<() => void>();

function read(): BrowserOpen {
  current ??= { isOpen: preferences.get().isBrowserOpen && !isNarrow(), takesFocus: false };
  return current;
}

export const browserOpen = {
  get: read,
  set(isOpen: boolean): void {
    current = { isOpen, takesFocus: isOpen };
    if (!isNarrow()) preferences.set({ isBrowserOpen: isOpen });
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useBrowserOpen(): BrowserOpen {
  return useSyncExternalStore(browserOpen.subscribe, browserOpen.get);
}
