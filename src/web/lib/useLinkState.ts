import { useCallback, useMemo } from "react";
import { appLocation, useLocation } from "./location.ts";

/** Shareable state as text fields, as `domain/link` makes and takes it. */
export type LinkRecord = Readonly<Record<string, string>>;

/** Two total functions: every record decodes to a state, and decode(encode(state)) equals it. */
export interface LinkCodec<T> {
  decode(record: LinkRecord): T;
  encode(state: T): LinkRecord;
}

export interface LinkState<T> {
  readonly state: T;
  /** When a link was followed to this state, epoch milliseconds; absent after Back, Forward and typing. */
  readonly openedAtMs?: number | undefined;
  /** A new history entry: on Run, zoom, tab, anything Back should undo. */
  readonly push: (next: T) => void;
  /** The same entry: while typing. */
  readonly replace: (next: T) => void;
}

/** "?a=1&b=2" → {a: "1", b: "2"}; of a repeated key the first counts. */
export function recordOf(search: string): LinkRecord {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of new URLSearchParams(search)) record[key] ??= value;
  return record;
}

/** {a: "1"} → "?a=1", or "" for no field. */
export function searchOf(record: LinkRecord): string {
  const text = new URLSearchParams(record).toString();
  return text === "" ? "" : `?${text}`;
}

/** The URL is the state: read from it, written to it, never copied. `codec` must be a constant. */
export function useLinkState<T>(codec: LinkCodec<T>): LinkState<T> {
  const { path, search, openedAtMs } = useLocation();
  const state = useMemo(() => codec.decode(recordOf(search)), [codec, search]);
  const push = useCallback((next: T) => appLocation.go(path + searchOf(codec.encode(next))), [codec, path]);
  const replace = useCallback((next: T) => appLocation.replaceSearch(searchOf(codec.encode(next))), [codec]);
  return { state, openedAtMs, push, replace };
}
