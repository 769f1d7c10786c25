import http from "node:http";
import type { AddressInfo } from "node:net";

export interface FakePrometheus {
  readonly url: string;
  readonly requests: {
    readonly method: string;
    readonly url: string;
    readonly headers: http.IncomingHttpHeaders;
  }[];
  /** Operations ("rules") that answer 404 from now on. */
  readonly missing: Set<string>;
  /** Added to the Date header, milliseconds. */
  skewMs: number;
  readonly stop: () => Promise<void>;
}

/** A small, polite Prometheus on loopback that demands `authorization` (or none) and records what it is sent. */
export async function startFakePrometheus(authorization?: string): Promise<FakePrometheus> {
  const requests: FakePrometheus["requests"] = [];
  const missing = new Set<string>();
  const state = { skewMs: 0 };
  const server = http.createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers });
    request.resume();
    response.sendDate = false;
    response.setHeader("date", new Date(Date.now() + state.skewMs).toUTCString());
    const answer = (status: number, body: string, type = "application/json") =>
      response.writeHead(status, { "content-type": type }).end(body);
    if (authorization !== undefined && headers.authorization !== authorization) {
      answer(401, "Unauthorized", "text/plain");
      return;
    }
    const operation = url.split("?")[0]?.replace(/.*\/api\/v1\//, "") ?? "";
    if (missing.has(operation)) answer(404, "404 page not found", "text/plain");
    else if (url.endsWith("/-/healthy")) answer(200, "Prometheus Server is Healthy.\n", "text/plain");
    else answer(200, JSON.stringify({ status: "success", data: dataOf(operation) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    missing,
    get skewMs() {
      return state.skewMs;
    },
    set skewMs(value) {
      state.skewMs = value;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function dataOf(operation: string): unknown {
  switch (operation) {
    case "query":
      return { resultType: "scalar", result: [0, "1"] };
    case "query_range":
      return { resultType: "matrix", result: [] };
    case "status/buildinfo":
      return { version: "3.15.0", revision: "abc", goVersion: "go1.25" };
    case "metadata":
      return {};
    case "rules":
      return { groups: [] };
    default:
      return ["up"];
  }
}
