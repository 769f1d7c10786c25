import { readFileSync } from "node:fs";

/** Beside the formatter, so that unit tests and this folder read the same queries. */
export const corpusUrl = new URL("../../src/domain/query/logql/formatCorpus.txt", import.meta.url);

/** One query a line; ⏎ stands for a line break, lines that start with ## are headings. */
export function readCorpus(): readonly string[] {
  const lines = readFileSync(corpusUrl, "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("##"))
    .map((line) => line.replaceAll("⏎", "\n"));
}

export type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** What a Loki makes of the query, or why it refuses it. */
export async function askFormat(baseUrl: string, query: string): Promise<Formatted> {
  const response = await fetch(
    new URL("loki/api/v1/format_query", baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`),
    {
      method: "POST",
      body: new URLSearchParams({ query }),
      signal: AbortSignal.timeout(10_000),
    },
  );
  const body = await response.text();
  // Loki answers parse errors as plain text, or as JSON with the status "invalid-query".
  if (!body.startsWith("{")) return { ok: false, message: body.trim() };
  const answer = JSON.parse(body) as { status: string; data?: string; error?: string };
  if (answer.status === "success" && typeof answer.data === "string") return { ok: true, text: answer.data };
  return { ok: false, message: answer.error ?? answer.status };
}
