import type { RunRequest } from "../../../lib/runner/RunTypes.ts";

/** A text as one word of a POSIX shell: in single quotes nothing is special but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const seconds = (ms: number) => String(ms / 1000);

/**
 * The request as a curl command against this server, which adds the credentials: the command holds none.
 * @param base origin and base path of this server, "http://127.0.0.1:8790"
 */
export function curlCommand(base: string, request: RunRequest): string {
  const operation = request.kind === "range" ? "query_range" : "query";
  const params: readonly (readonly [string, string])[] =
    request.kind === "range"
      ? [
          ["start", seconds(request.startMs)],
          ["end", seconds(request.endMs)],
          ["step", seconds(request.stepMs)],
        ]
      : [["time", seconds(request.timeMs)]];
  const words = [["query", request.expr] as const, ...params].map(
    ([name, value]) => `--data-urlencode ${shellWord(`${name}=${value}`)}`,
  );
  return `curl -G ${shellWord(`${base}/api/sources/${request.sourceId}/api/v1/${operation}`)} ${words.join(" ")}`;
}
