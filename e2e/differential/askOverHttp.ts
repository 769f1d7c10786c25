import http from "node:http";
import type { ApiAnswer, Asked } from "./Request.ts";

const TIMEOUT_MS = 60_000;

/** Where a server with Prometheus' HTTP API listens, and what stands before /api/v1/. */
export type ServerPlace = { readonly url: string } | { readonly socketPath: string; readonly prefix: string };

export function askOverHttp(name: string, place: ServerPlace): Asked {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return {
    name,
    ask: async ({ path, params }) => {
      const query = new URLSearchParams(params.map(([key, value]): [string, string] => [key, value]));
      const { httpStatus, text } = await get(place, `/api/v1/${path}?${query}`, agent);
      return { httpStatus, body: bodyOf(text) };
    },
  };
}

function bodyOf(text: string): ApiAnswer["body"] {
  try {
    return JSON.parse(text) as ApiAnswer["body"];
  } catch {
    return { status: "error", errorType: "no JSON", error: text.slice(0, 300) };
  }
}

function get(
  place: ServerPlace,
  path: string,
  agent: http.Agent,
): Promise<{ httpStatus: number; text: string }> {
  const options = { agent, signal: AbortSignal.timeout(TIMEOUT_MS) };
  return new Promise((resolve, reject) => {
    const receive = (response: http.IncomingMessage) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ httpStatus: response.statusCode ?? 0, text }));
      response.on("error", reject);
    };
    const request =
      "url" in place
        ? http.get(`${place.url}${path}`, options, receive)
        : http.get({ ...options, socketPath: place.socketPath, path: `${place.prefix}${path}` }, receive);
    request.on("error", reject);
  });
}
