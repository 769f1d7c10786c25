import type { LogFilter } from "../../../domain/query/logql/filters.ts";

/** Something of a line that has a name and a value, and how a query asks for it. */
export interface LineEntry {
  readonly name: string;
  readonly value: string;
  /** Where it comes from: an indexed label, structured metadata, the query's own parser, or the text. */
  readonly from: "label" | "metadata" | "parsed" | "text";
  /** The parser that finds a field of the text. */
  readonly parser: "json" | "logfmt" | null;
  /** The label that a filter names; null where Loki makes none of it. */
  readonly filterName: string | null;
}

/** The click filter of an entry (B6): a matcher for an indexed label, a stage after the parser for anything else. */
export function filterOf({ name, value, from, filterName }: LineEntry, isOut: boolean): LogFilter {
  return { kind: from === "label" ? "label" : "field", name: filterName ?? name, value, isOut };
}
