import { readFileSync } from "node:fs";
import { formatLogql } from "../../src/domain/query/logql/format.ts";
import { askFormat, corpusUrl, readCorpus } from "./formatCorpus.ts";

export interface FormattingComparison {
  /** Queries printed alike. */
  readonly equal: number;
  /** Printed otherwise, though not listed as queries that Loki would change. */
  readonly different: readonly {
    readonly query: string;
    readonly server: string;
    readonly ours: string | null;
  }[];
  readonly refused: readonly string[];
}

/** Queries of formatKept.txt: Loki's text of them is another query, or has lost a comment. */
function readKept(): ReadonlySet<string> {
  const blocks = readFileSync(new URL("formatKept.txt", corpusUrl), "utf8").split("\n\n");
  return new Set(blocks.map((block) => (block.split("\n")[0] ?? "").replaceAll("⏎", "\n")));
}

/** Formats every query of the corpus here and by the Loki at `baseUrl` (with its path prefix, no credentials). */
export async function compareFormatting(baseUrl: string): Promise<FormattingComparison> {
  const kept = readKept();
  const different: { query: string; server: string; ours: string | null }[] = [];
  const refused: string[] = [];
  let equal = 0;
  for (const query of readCorpus()) {
    const server = await askFormat(baseUrl, query);
    if (!server.ok) {
      refused.push(`${query}: ${server.message}`);
      continue;
    }
    const ours = formatLogql(query);
    if (ours === server.text) equal++;
    else if (!kept.has(query)) different.push({ query, server: server.text, ours });
  }
  return { equal, different, refused };
}
