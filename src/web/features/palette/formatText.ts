import { formatLogql } from "../../../domain/query/logql/format.ts";
import { lintLogql } from "../../../domain/query/logql/lint.ts";
import { format } from "../../../domain/query/promql/format.ts";

type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** A query laid out as its language's own formatter does, or why not. The grammars come with this file, on demand. */
export function formatText(kind: "prometheus" | "loki", text: string): Formatted {
  if (kind === "prometheus") return format(text);
  const formatted = formatLogql(text);
  if (formatted !== null) return { ok: true, text: formatted };
  return { ok: false, message: lintLogql(text)[0]?.message ?? "this is no query that can be read" };
}
