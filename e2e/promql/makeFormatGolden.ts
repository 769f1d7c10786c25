import { writeFileSync } from "node:fs";
import { askFormat, corpusUrl, readCorpus } from "./formatCorpus.ts";

/**
 * Writes `formatGolden.txt` from a real Prometheus 3.15 that runs with the features named in compareFormatting.ts:
 * `node e2e/promql/makeFormatGolden.ts http://127.0.0.1:9090`. One block a query, the query (⏎ for line breaks) first,
 * then what the server makes of it; blocks are separated by an empty line, which no formatted query has.
 */
async function makeGolden(baseUrl: string): Promise<void> {
  const blocks: string[] = [];
  for (const query of readCorpus()) {
    const text = await askFormat(baseUrl, query);
    if (text === null) throw new Error(`${baseUrl} refuses a query of the corpus: ${query}`);
    blocks.push(`${query.replaceAll("\n", "⏎")}\n${text}\n`);
  }
  writeFileSync(new URL("formatGolden.txt", corpusUrl), blocks.join("\n"));
  console.log(`${blocks.length} queries formatted by ${baseUrl}`);
}

const [baseUrl] = process.argv.slice(2);
if (baseUrl === undefined) throw new Error("usage: makeFormatGolden.ts URL");
await makeGolden(baseUrl);
