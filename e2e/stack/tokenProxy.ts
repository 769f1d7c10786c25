import http from "node:http";
import https from "node:https";

export interface RecordedRequest {
  readonly method: string;
  /** Path and query as they arrived. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
  /** The answer's bytes as they were passed on, with `keepsAnswers`. */
  readonly answer: Buffer;
}

export interface TokenProxyOptions {
  /** The server behind it. */
  readonly upstream: string;
  /** The exact Authorization header demanded. */
  readonly authorization: string;
  /** Path prefix added in front of the upstream's own paths, such as "/metrics/v1/prometheus/abc". */
  readonly prefix?: string;
  /** Keeps the bytes of every answer that was passed on. */
  readonly keepsAnswers?: boolean;
  /** Default: any free one. */
  readonly port?: number;
  /** Speaks TLS with this key and certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** With `tls`: demands a client certificate of this CA. */
  readonly clientCa?: string;
}

/** What a test tells the proxy to do with the next requests; undefined = pass them on. */
export type Interception = (request: {
  url: string;
  body: string;
}) =>
  | undefined
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string }
  | { readonly delayMs: number };

export interface TokenProxy {
  readonly url: string;
  readonly requests: RecordedRequest[];
  readonly intercept: (behaviour: Interception | undefined) => void;
  readonly openRequests: () => number;
  readonly stop: () => Promise<void>;
}

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Waits, but not for a client that has left: its request would be noted after its test, among those of the next.
 */
function delay(response: http.ServerResponse, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    const timer = setTimeout(resolve, delayMs);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * A loopback proxy that demands the token, adds a prefix and records every request: how a test sees what
 * reached the upstream, how often, and that nothing came without the token.
 */
export async function startTokenProxy(options: TokenProxyOptions): Promise<TokenProxy> {
  const requests: (RecordedRequest & { answer: Buffer })[] = [];
  const prefix = options.prefix ?? "";
  let behaviour: Interception | undefined;
  let open = 0;

  const listener: http.RequestListener = (request, response) => {
    open += 1;
    response.on("close", () => (open -= 1));
    void handle(request, response).catch(() => response.destroy());
  };
  const { tls, clientCa } = options;
  const demands = clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true };
  const server = tls ? https.createServer({ ...tls, ...demands }, listener) : http.createServer(listener);

  async function handle(request: http.IncomingMessage, response: http.ServerResponse) {
    const body = await readBody(request);
    const { method = "GET", url = "/" } = request;
    const note = (status: number) => {
      const entry = {
        method,
        url,
        headers: request.headers,
        body: body.toString(),
        status,
        answer: Buffer.alloc(0),
      };
      requests.push(entry);
      return entry;
    };
    if (request.headers.authorization !== options.authorization) {
      note(401);
      response.writeHead(401, { "content-type": "text/plain" }).end("Unauthorized");
      return;
    }
    const planned = behaviour?.({ url, body: body.toString() });
    if (planned && "status" in planned) {
      note(planned.status);
      response
        .writeHead(planned.status, { "content-type": "application/json", ...planned.headers })
        .end(planned.body);
      return;
    }
    if (planned) await delay(response, planned.delayMs);
    if (response.destroyed) {
      note(499);
      return;
    }
    if (!url.startsWith(`${prefix}/`)) {
      note(404);
      response.writeHead(404).end("Not found");
      return;
    }
    const target = new URL(options.upstream);
    const { authorization: _dropped, host: _host, ...headers } = request.headers;
    const onward = http.request(
      {
        host: target.hostname,
        port: target.port,
        method,
        path: url.slice(prefix.length),
        headers: { ...headers, "content-length": body.length },
      },
      (answer) => {
        const entry = note(answer.statusCode ?? 0);
        const chunks: Buffer[] = [];
        if (options.keepsAnswers) {
          answer.on("data", (chunk: Buffer) => {
            chunks.push(chunk);
            entry.answer = Buffer.concat(chunks);
          });
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    onward.end(body);
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}${prefix}`,
    requests,
    intercept: (next) => (behaviour = next),
    openRequests: () => open,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
