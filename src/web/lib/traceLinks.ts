import { useSyncExternalStore } from "react";
import { onStoredElsewhere, readStored, writeStored } from "./storage.ts";

/*
 * Where the traces of each source are, as this reader said: `https://tracing.example/trace/{trace_id}`. A preference:
 * it names a system the reader can open, and is no part of a link.
 */

const KEY = "trace-links";
const LONGEST = 2000;

function parse(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  const isTemplate = ([, text]: [string, unknown]) => typeof text === "string" && text.length <= LONGEST;
  return Object.fromEntries(Object.entries(value).filter(isTemplate));
}

let current: Readonly<Record<string, string>> | undefined;
const listeners = new Set<() => void>();

const read = () => (current ??= readStored(KEY, parse) ?? {});

const of = (sourceId: string): string => (Object.hasOwn(read(), sourceId) ? (read()[sourceId] ?? "") : "");

/** Keeps the template of a source; "" forgets it. */
export function setTraceLink(sourceId: string, template: string): void {
  const others = Object.entries(read()).filter(([id]) => id !== sourceId);
  const own = template.trim().slice(0, LONGEST);
  current = Object.fromEntries(own === "" ? others : [...others, [sourceId, own]]);
  writeStored(KEY, current);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const stop = onStoredElsewhere(KEY, () => {
    current = undefined;
    listener();
  });
  return () => {
    listeners.delete(listener);
    stop();
  };
}

/** The template of a source; "" where none was given. */
export function useTraceLink(sourceId: string): string {
  return useSyncExternalStore(subscribe, () => of(sourceId));
}
