import { useSyncExternalStore } from "react";

let isNeeded = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === isNeeded) return;
  isNeeded = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a call was refused because nobody is signed in, or not any more. */
export const signInNeeded = {
  /** Every refused call passes here on its way to the reader. */
  note({ code }: { readonly code: string }): void {
    if (code === "SIGN_IN_NEEDED") set(true);
  },
  clear: () => set(false),
};

export const useSignInNeeded = () => useSyncExternalStore(subscribe, () => isNeeded);
