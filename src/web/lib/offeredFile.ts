import { useSyncExternalStore } from "react";

/*
 * A file that the reader dropped on the window or chose: whoever offers it knows nothing of what becomes of it. One at
 * a time.
 */

let offered: File | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function offerFile(file: File | null): void {
  offered = file;
  for (const listener of listeners) listener();
}

export function useOfferedFile(): File | null {
  return useSyncExternalStore(subscribe, () => offered);
}
