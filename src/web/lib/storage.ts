/*
 * Preferences and history in localStorage. A lost preference is an acceptable outcome; a preference that breaks the
 * page is not: nothing here throws, and what cannot be read is as if it were never written.
 */

const PREFIX = "sightglass:";

/** Reads JSON; `parse` judges it and returns null for what it does not know. */
export function readStored<T>(key: string, parse: (value: unknown) => T | null): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Writes JSON; false when the browser refuses (private window, full). `undefined` removes the key. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Calls back when another tab writes the key. Returns the way to stop. */
export function onStoredElsewhere(key: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === PREFIX + key || event.key === null) listener();
  };
  window.addEventListener("storage", onStorage);
  return () => window.removeEventListener("storage", onStorage);
}
