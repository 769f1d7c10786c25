import { letters, QUERY_LIMIT, type ExploreState, type QueryRow } from "./ExploreState.ts";

export interface ImportContext {
  /** What there is to choose from, in the page's order. */
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  /** Used where the link names no source, or one that is not here. */
  readonly fallbackSourceId: string;
}

export interface Imported {
  readonly state: ExploreState;
  /** What could not be taken over as it was, in sentences for the reader. */
  readonly notes: readonly string[];
}

/** A query as found in a foreign link. */
export interface ForeignQuery {
  readonly expr: string;
  readonly isHidden: boolean;
  /** Name or id of its source there, or "". */
  readonly sourceHint: string;
}

/** Rows with letters and sources of ours. The query text is always kept, whatever becomes of its source. */
export function importRows(
  queries: readonly ForeignQuery[],
  context: ImportContext,
): { readonly rows: readonly QueryRow[]; readonly notes: readonly string[] } {
  const kept = queries.slice(0, QUERY_LIMIT);
  const missing = new Set<string>();
  const rows = kept.map((query, index) => {
    const found = findSource(query.sourceHint, context);
    if (found === null && query.sourceHint !== "") missing.add(query.sourceHint);
    return {
      letter: letters[index] ?? "A",
      sourceId: found ?? context.fallbackSourceId,
      expr: query.expr,
      isHidden: query.isHidden,
    };
  });
  const notes = [...missing].map(
    (hint) => `The link's source "${hint.slice(0, 60)}" is not here; its queries are kept on another source.`,
  );
  if (queries.length > kept.length) {
    notes.push(`The link has ${queries.length} queries; the first ${QUERY_LIMIT} are shown.`);
  }
  return { rows, notes };
}

/** By id, else by name; upper and lower case, spaces and dashes do not matter. */
function findSource(hint: string, context: ImportContext): string | null {
  const wanted = slug(hint);
  if (wanted === "") return null;
  const byId = context.sources.find((source) => source.id === hint || slug(source.id) === wanted);
  return (byId ?? context.sources.find((source) => slug(source.name) === wanted))?.id ?? null;
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
