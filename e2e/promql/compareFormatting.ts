import { format } from "../../src/domain/query/promql/format.ts";
import { askFormat, readCorpus } from "./formatCorpus.ts";

export interface FormattingComparison {
  /** Queries the server formatted. */
  readonly total: number;
  readonly different: readonly { readonly query: string; readonly server: string; readonly ours: string }[];
  /** Queries the server refuses: an old version, or one without the experimental features. */
  readonly refused: readonly string[];
}

/**
 * Formats every query of the corpus here and by the Prometheus at `baseUrl` (with its path prefix, no credentials).
 * All of it needs `--enable-feature=promql-experimental-functions,promql-duration-expr,promql-extended-range-selectors,promql-binop-fill-modifiers`.
 */
export async function compareFormatting(baseUrl: string): Promise<FormattingComparison> {
  const different: { query: string; server: string; ours: string }[] = [];
  const refused: string[] = [];
  const queries = readCorpus();
  for (const query of queries) {
    const server = await askFormat(baseUrl, query);
    if (server === null) {
      refused.push(query);
      continue;
    }
    const result = format(query);
    const ours = result.ok ? result.text : `refused: ${result.message}`;
    if (ours !== server) different.push({ query, server, ours });
  }
  return { total: queries.length - refused.length, different, refused };
}
