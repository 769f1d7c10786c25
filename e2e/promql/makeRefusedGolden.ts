import { readFileSync, writeFileSync } from "node:fs";

/** Beside the checker, whose unit test reads both. */
const listUrl = new URL("../../src/engine/promql/check/refused.txt", import.meta.url);

/**
 * Writes `refusedGolden.txt` from a real Prometheus 3.15 that runs with promql-experimental-functions:
 * `node e2e/promql/makeRefusedGolden.ts http://127.0.0.1:9090`. Two lines a query, itself (⏎ for line breaks) and
 * `status errorType error` of the server; blocks are separated by an empty line. A list line that starts with ## is a
 * heading.
 */
async function makeGolden(baseUrl: string): Promise<void> {
  const blocks: string[] = [];
  for (const line of readFileSync(listUrl, "utf8").split("\n")) {
    if (line === "" || line.startsWith("## ")) continue;
    blocks.push(`${line}\n${await askError(baseUrl, line.replaceAll("⏎", "\n"))}\n`);
  }
  writeFileSync(new URL("refusedGolden.txt", listUrl), blocks.join("\n"));
  console.log(`${blocks.length} queries refused by ${baseUrl}`);
}

async function askError(baseUrl: string, query: string): Promise<string> {
  const response = await fetch(new URL("api/v1/query", baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`), {
    method: "POST",
    body: new URLSearchParams({ query }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { status: string; errorType?: string; error?: string };
  if (answer.status !== "error") throw new Error(`${baseUrl} takes a query of the list: ${query}`);
  return `${response.status} ${answer.errorType} ${answer.error?.replaceAll("\n", "⏎")}`;
}

const [baseUrl] = process.argv.slice(2);
if (baseUrl === undefined) throw new Error("usage: makeRefusedGolden.ts URL");
await makeGolden(baseUrl);
