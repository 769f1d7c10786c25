import type { CompletionPage } from "../EditorTypes.ts";
import { hasWords } from "../../../domain/browse/nameSearch.ts";

/** What one answer may hold: more cannot be read in a popup, and a server with 150,000 names must not send them all. */
export const COMPLETION_LIMIT = 1000;

export interface Names {
  readonly all: readonly string[];
  /** The server had more than it sent. */
  readonly isCut: boolean;
}

/** The names that hold the words, the first 1,000 of them. */
export function pageOf(names: Names, words: readonly string[]): CompletionPage<string> {
  const fitting =
    words.length === 0 ? names.all : names.all.filter((name) => hasWords(name.toLowerCase(), words));
  return {
    items: fitting.slice(0, COMPLETION_LIMIT),
    isCut: names.isCut || fitting.length > COMPLETION_LIMIT,
  };
}

/**
 * Exactly as many as were asked for means there may be more. More than that means the server knows no limit
 * (Prometheus before 2.53), so nothing is missing and everything may be narrowed here.
 */
export function readNames(body: unknown): Names {
  const data = isRecord(body) && Array.isArray(body["data"]) ? body["data"] : [];
  const all = data.filter((name): name is string => typeof name === "string");
  return { all, isCut: all.length === COMPLETION_LIMIT };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
