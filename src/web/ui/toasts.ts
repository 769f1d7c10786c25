import { useSyncExternalStore } from "react";

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Offers to take it back. */
  readonly onUndo?: () => void;
}

/** Long enough to read and reach; a pointer on the toast holds it. */
export const TOAST_MS = 8000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says that something was done, with a way back. At most three stay; never for failures, which stay in place. */
export function showToast(text: string, onUndo?: () => void): void {
  lastId += 1;
  change([...toasts.slice(-2), { id: lastId, text, ...(onUndo && { onUndo }) }]);
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
