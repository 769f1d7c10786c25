import { useSyncExternalStore } from "react";
import type { TimeZone } from "../../domain/time/TimeRange.ts";
import { onStoredElsewhere, readStored, writeStored } from "./storage.ts";

export type Theme = "system" | "light" | "dark";

/** What one reader of this browser likes; never part of a link. */
export interface Preferences {
  readonly theme: Theme;
  /** The zone of a page whose link names none. */
  readonly zone: TimeZone;
  readonly isRailOpen: boolean;
  /** The metric and label browser beside Explore. */
  readonly isBrowserOpen: boolean;
  /** It stays open while one types, and after something was inserted. */
  readonly isBrowserPinned: boolean;
  /** The questions to start with, where a source has some. */
  readonly showsQuestions: boolean;
}

const KEY = "preferences";
const defaults: Preferences = {
  theme: "system",
  zone: "browser",
  isRailOpen: false,
  isBrowserOpen: false,
  isBrowserPinned: true,
  showsQuestions: true,
};

/** Reads field by field, so that one bad value loses only itself. */
export function parsePreferences(value: unknown): Preferences {
  const given = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const { theme, zone } = given;
  const flag = (name: "isRailOpen" | "isBrowserOpen" | "isBrowserPinned" | "showsQuestions") => {
    const said = given[name];
    return typeof said === "boolean" ? said : defaults[name];
  };
  return {
    theme: theme === "light" || theme === "dark" ? theme : defaults.theme,
    zone: typeof zone === "string" && zone.length <= 64 ? zone : defaults.zone,
    isRailOpen: flag("isRailOpen"),
    isBrowserOpen: flag("isBrowserOpen"),
    isBrowserPinned: flag("isBrowserPinned"),
    showsQuestions: flag("showsQuestions"),
  };
}

let current: Preferences | undefined;
const listeners = new Set<() => void>();

function read(): Preferences {
  current ??= readStored(KEY, parsePreferences) ?? defaults;
  return current;
}

export const preferences = {
  get: read,
  set(change: Partial<Preferences>): void {
    current = { ...read(), ...change };
    writeStored(KEY, current);
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    const stop = onStoredElsewhere(KEY, () => {
      current = undefined;
      listener();
    });
    return () => {
      listeners.delete(listener);
      stop();
    };
  },
};

/** The preferences, again whenever one changes, here or in another tab. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.get);
}
