import { useSyncExternalStore } from "react";
import type { IconName } from "./icons.ts";

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: ToastAction;
}

/** One way on, or back. */
export interface ToastAction {
  readonly label: string;
  readonly icon: IconName;
  readonly onSelect: () => void;
}

export const undo = (onSelect: () => void): ToastAction => ({ label: "Undo", icon: "undo-2", onSelect });

/** Long enough to read and reach; a pointer on the toast holds it. */
export const TOAST_MS = 8000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says that something was done, with a way back or on. At most three stay; never for failures, which stay in place. */
export function showToast(text: string, action?: ToastAction): void {
  lastId += 1;
  change([...toasts.slice(-2), { id: lastId, text, ...(action && { action }) }]);
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
