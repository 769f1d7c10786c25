import { useCallback, useSyncExternalStore } from "react";
import { onStoredElsewhere, readStored, writeStored } from "../storage.ts";
import { forget, type HistoryEntry, parseHistory, remember, toggleStar } from "./queryHistory.ts";

const KEY = "history";

let entries: readonly HistoryEntry[] | undefined;
const listeners = new Set<() => void>();

function read(): readonly HistoryEntry[] {
  entries ??= readStored(KEY, parseHistory) ?? [];
  return entries;
}

function write(next: readonly HistoryEntry[]): void {
  entries = next;
  writeStored(KEY, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const stop = onStoredElsewhere(KEY, () => {
    entries = undefined;
    listener();
  });
  return () => {
    listeners.delete(listener);
    stop();
  };
}

/** The query history of this browser, the same in every tab. */
export function useHistory() {
  const list = useSyncExternalStore(subscribe, read);
  return {
    list,
    add: useCallback(
      (expr: string, sourceId: string) => write(remember(read(), { expr, sourceId, nowMs: Date.now() })),
      [],
    ),
    star: useCallback((entry: HistoryEntry) => write(toggleStar(read(), entry)), []),
    forget: useCallback((entry: HistoryEntry) => write(forget(read(), entry)), []),
  };
}
