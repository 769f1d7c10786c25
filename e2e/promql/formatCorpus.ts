import { readFileSync } from "node:fs";

/** Beside the formatter, so that unit tests and this folder read the same queries. */
export const corpusUrl = new URL("../../src/domain/query/promql/formatCorpus.txt", import.meta.url);

/** One query a line; ⏎ stands for a line break, lines that start with ## are headings. */
export function readCorpus(): readonly string[] {
  const lines = readFileSync(corpusUrl, "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("##"))
    .map((line) => line.replaceAll("⏎", "\n"));
}

/** What a Prometheus makes of the query; null where it refuses it. */
export async function askFormat(baseUrl: string, query: string): Promise<string | null> {
  const response = await fetch(
    new URL("api/v1/format_query", baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`),
    {
      method: "POST",
      body: new URLSearchParams({ query }),
      signal: AbortSignal.timeout(10_000),
    },
  );
  const answer = (await response.json()) as { status: string; data?: string };
  return answer.status === "success" && typeof answer.data === "string" ? answer.data : null;
}
