import { useSyncExternalStore } from "react";
import { withBase, withoutBase } from "./basePath.ts";

/** Where the reader is: the path below the base ("/explore") and the query string with its "?", or "". */
export interface AppLocation {
  readonly path: string;
  readonly search: string;
  /** When a link was followed to here, epoch milliseconds; absent after Back, Forward and typing. */
  readonly openedAtMs?: number;
}

/**
 * Safari allows 100 history calls per 30 s. A change is written at once, so that a reload right after it keeps it, as
 * long as some of these are left; one comes back every 350 ms, and typing on writes at that pace.
 */
const WRITES_AT_ONCE = 12;
const WRITE_EVERY_MS = 350;

let current: AppLocation | undefined;
let pending = 0;
/** When every write at hand will have come back, epoch milliseconds. */
let writesRestoredMs = 0;
const listeners = new Set<() => void>();

function read(): AppLocation {
  current ??= { path: withoutBase(window.location.pathname), search: window.location.search };
  return current;
}

function announce(next: AppLocation | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

/** How long until one more write is within what browsers allow, in milliseconds; 0 is now. */
function waitForWriteMs(): number {
  return Math.max(0, writesRestoredMs - Date.now() - (WRITES_AT_ONCE - 1) * WRITE_EVERY_MS);
}

function write(how: "push" | "replace"): void {
  window.clearTimeout(pending);
  pending = 0;
  writesRestoredMs = Math.max(writesRestoredMs, Date.now()) + WRITE_EVERY_MS;
  const { path, search } = read();
  const url = withBase(path) + search;
  if (how === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}

function onPopState(): void {
  window.clearTimeout(pending);
  pending = 0;
  announce(undefined);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("popstate", onPopState);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("popstate", onPopState);
  };
}

const HOME: AppLocation = { path: "/", search: "" };

/** Parses "/sources?add=1"; anything that is no path of this app ("//evil", "/\n/evil", "https:…") becomes "/". */
export function parseAppPath(to: string): AppLocation {
  if (!to.startsWith("/") || !URL.canParse(to, "http://app")) return HOME;
  const { origin, pathname, search } = new URL(to, "http://app");
  // "/..//evil" is of this origin, but its path alone would not be.
  return origin === "http://app" && !pathname.startsWith("//") ? { path: pathname, search } : HOME;
}

export const appLocation = {
  get: read,
  subscribe,
  /** Goes to a page of this app, with a new history entry unless `isReplace`. Same address: nothing happens. */
  go(to: string, { isReplace = false }: { readonly isReplace?: boolean } = {}): void {
    const next = parseAppPath(to);
    const { path, search } = read();
    if (next.path === path && next.search === search) return;
    if (pending !== 0) write("replace");
    announce({ ...next, openedAtMs: Date.now() });
    write(isReplace ? "replace" : "push");
  },
  /** Changes the query string in place, now for readers of this store, and at latest soon in the address bar. */
  replaceSearch(search: string): void {
    if (search === read().search) return;
    announce({ path: read().path, search });
    if (pending !== 0) return;
    const waitMs = waitForWriteMs();
    if (waitMs === 0) write("replace");
    else pending = window.setTimeout(() => write("replace"), waitMs);
  },
};

export function useLocation(): AppLocation {
  return useSyncExternalStore(appLocation.subscribe, appLocation.get);
}
