import { readFileSync, writeFileSync } from "node:fs";

/** Beside the checker, whose unit tests read all of it. */
const folder = new URL("../../src/engine/promql/check/", import.meta.url);

/** List of texts and the parameter that brings them. */
const LISTS = [
  { name: "refused", operation: "query", parameter: "query" },
  { name: "refusedSelectors", operation: "series", parameter: "match[]" },
] as const;

/**
 * Writes `refusedGolden.txt` and `refusedSelectorsGolden.txt` from a real Prometheus 3.15 that runs with
 * promql-experimental-functions: `node e2e/promql/makeRefusedGolden.ts http://127.0.0.1:9090`. Two lines a text, itself
 * (⏎ for line breaks) and `status errorType error` of the server; blocks are separated by an empty line. A list line
 * that starts with ## is a heading.
 */
async function makeGolden(
  baseUrl: string,
  { name, operation, parameter }: (typeof LISTS)[number],
): Promise<void> {
  const blocks: string[] = [];
  for (const line of readFileSync(new URL(`${name}.txt`, folder), "utf8").split("\n")) {
    if (line === "" || line.startsWith("## ")) continue;
    const form = new URLSearchParams({ [parameter]: line.replaceAll("⏎", "\n") });
    blocks.push(`${line}\n${await askError(baseUrl, operation, form)}\n`);
  }
  writeFileSync(new URL(`${name}Golden.txt`, folder), blocks.join("\n"));
  console.log(`${blocks.length} texts of ${name}.txt refused by ${baseUrl}`);
}

async function askError(baseUrl: string, operation: string, form: URLSearchParams): Promise<string> {
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  const response = await fetch(new URL(`api/v1/${operation}`, base), {
    method: "POST",
    body: form,
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { status: string; errorType?: string; error?: string };
  if (answer.status !== "error") throw new Error(`${baseUrl} takes a text of the list: ${String(form)}`);
  return `${response.status} ${answer.errorType} ${answer.error?.replaceAll("\n", "⏎")}`;
}

const [baseUrl] = process.argv.slice(2);
if (baseUrl === undefined) throw new Error("usage: makeRefusedGolden.ts URL");
for (const list of LISTS) await makeGolden(baseUrl, list);
