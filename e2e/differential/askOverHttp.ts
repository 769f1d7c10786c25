import type { ApiAnswer, Asked } from "./Request.ts";

const TIMEOUT_MS = 60_000;

/** A server with Prometheus' HTTP API at `baseUrl`. */
export function askOverHttp(name: string, baseUrl: string): Asked {
  return {
    name,
    isWholeApi: true,
    ask: async ({ path, params }) => {
      const query = new URLSearchParams(params.map(([key, value]): [string, string] => [key, value]));
      const url = `${baseUrl}/api/v1/${path}?${query}`;
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      try {
        return { httpStatus: response.status, body: JSON.parse(text) as ApiAnswer["body"] };
      } catch {
        return {
          httpStatus: response.status,
          body: { status: "error", errorType: "no JSON", error: text.slice(0, 300) },
        };
      }
    },
  };
}
