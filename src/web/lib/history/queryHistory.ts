/** One remembered query. Newest first in a history; identity is (expr, sourceId). */
export interface HistoryEntry {
  readonly expr: string;
  readonly sourceId: string;
  readonly lastRunMs: number;
  readonly isStarred: boolean;
}

/** Starred queries do not count towards it and never expire. */
export const HISTORY_LIMIT = 200;

const isSame = (entry: HistoryEntry, expr: string, sourceId: string) =>
  entry.expr === expr && entry.sourceId === sourceId;

function withinLimit(entries: readonly HistoryEntry[]): HistoryEntry[] {
  let unstarred = 0;
  return entries.filter((entry) => entry.isStarred || ++unstarred <= HISTORY_LIMIT);
}

/** Puts a query that ran at the top; a repeated one moves up and keeps its star. Blank text is not kept. */
export function remember(
  entries: readonly HistoryEntry[],
  run: { readonly expr: string; readonly sourceId: string; readonly nowMs: number },
): readonly HistoryEntry[] {
  const expr = run.expr.trim();
  if (expr === "") return entries;
  const known = entries.find((entry) => isSame(entry, expr, run.sourceId));
  const top: HistoryEntry = {
    expr,
    sourceId: run.sourceId,
    lastRunMs: run.nowMs,
    isStarred: known?.isStarred ?? false,
  };
  return withinLimit([top, ...entries.filter((entry) => entry !== known)]);
}

export function toggleStar(entries: readonly HistoryEntry[], target: HistoryEntry): readonly HistoryEntry[] {
  return entries.map((entry) =>
    isSame(entry, target.expr, target.sourceId) ? { ...entry, isStarred: !entry.isStarred } : entry,
  );
}

export function forget(entries: readonly HistoryEntry[], target: HistoryEntry): readonly HistoryEntry[] {
  return entries.filter((entry) => !isSame(entry, target.expr, target.sourceId));
}

export interface HistorySearch {
  readonly text: string;
  /** "" = every source. */
  readonly sourceId: string;
  readonly isStarredOnly: boolean;
}

/** Entries that contain every typed word, in any case, newest first. */
export function searchHistory(
  entries: readonly HistoryEntry[],
  search: HistorySearch,
): readonly HistoryEntry[] {
  const words = search.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      (search.sourceId === "" || entry.sourceId === search.sourceId) &&
      (!search.isStarredOnly || entry.isStarred) &&
      words.every((word) => entry.expr.toLowerCase().includes(word)),
  );
}

/**
 * Walks the history of one source from the text in the editor, as a shell does.
 * @returns the neighbour's text; null at either end (newer than the newest = the text typed before walking)
 */
export function walkHistory(
  entries: readonly HistoryEntry[],
  at: { readonly expr: string; readonly sourceId: string; readonly direction: "older" | "newer" },
): string | null {
  const own = entries.filter((entry) => entry.sourceId === at.sourceId);
  const index = own.findIndex((entry) => entry.expr === at.expr.trim());
  const next = at.direction === "older" ? index + 1 : index - 1;
  return index < 0 && at.direction === "newer" ? null : (own[next]?.expr ?? null);
}

/** Reads what storage held; anything that is not a history is an empty one. */
export function parseHistory(value: unknown): readonly HistoryEntry[] {
  if (!Array.isArray(value)) return [];
  return withinLimit(value.filter(isEntry));
}

function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Partial<Record<keyof HistoryEntry, unknown>>;
  return (
    typeof entry.expr === "string" &&
    typeof entry.sourceId === "string" &&
    typeof entry.lastRunMs === "number" &&
    typeof entry.isStarred === "boolean"
  );
}
