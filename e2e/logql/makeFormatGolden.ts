import { writeFileSync } from "node:fs";
import { askFormat, corpusUrl, readCorpus } from "./formatCorpus.ts";

/**
 * Writes `formatGolden.txt` from a real Loki 3.7: `node e2e/logql/makeFormatGolden.ts http://127.0.0.1:3100`. One block
 * a query, the query (⏎ for line breaks) first, then what the server makes of it; blocks are separated by an empty
 * line, which no formatted query has.
 */
async function makeGolden(baseUrl: string): Promise<void> {
  const blocks: string[] = [];
  const refused: string[] = [];
  for (const query of readCorpus()) {
    const formatted = await askFormat(baseUrl, query);
    if (formatted.ok) blocks.push(`${query.replaceAll("\n", "⏎")}\n${formatted.text}\n`);
    else refused.push(`${query}: ${formatted.message}`);
  }
  if (refused.length > 0) throw new Error(`${baseUrl} refuses queries of the corpus:\n${refused.join("\n")}`);
  writeFileSync(new URL("formatGolden.txt", corpusUrl), blocks.join("\n"));
  console.log(`${blocks.length} queries formatted by ${baseUrl}`);
}

const [baseUrl] = process.argv.slice(2);
if (baseUrl === undefined) throw new Error("usage: makeFormatGolden.ts URL");
await makeGolden(baseUrl);
