import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

/** A request as it came over the wire: nothing normalised, header names in their own case. */
export interface RecordedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** 1-based number of the request at this upstream, and of its connection. */
  readonly index: number;
  readonly connection: number;
}

/** Writes whatever bytes it wants; nothing is framed for it. */
export type Behaviour = (socket: Socket, request: RecordedRequest) => void;

export interface FaultUpstream {
  readonly origin: string;
  readonly port: number;
  readonly requests: RecordedRequest[];
  /** Connections accepted in all, and those open now. */
  readonly connections: () => number;
  readonly open: () => number;
  /** For TLS: did any decrypted or plain byte arrive? */
  readonly receivedBytes: () => number;
  behave(behaviour: Behaviour): void;
  /** Resolves when `count` connections are open (0 by default); rejects after `withinMs`. */
  untilOpen(count?: number, withinMs?: number): Promise<void>;
  untilRequests(count: number, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

export interface FaultUpstreamOptions {
  readonly tls?: TlsOptions;
  /** Chosen by the bearer token instead of the path, so that the real paths are used. */
  readonly byToken?: Readonly<Record<string, Behaviour>>;
  /** Called for each connection before any byte: "hold" never reads from it. */
  readonly onConnection?: (socket: Socket) => void;
}

/** A raw-socket HTTP/1.1 server that misbehaves as told. `behave` decides for every request without a token rule. */
export async function startFaultUpstream(
  behaviour: Behaviour,
  options: FaultUpstreamOptions = {},
): Promise<FaultUpstream> {
  let current = behaviour;
  let accepted = 0;
  let received = 0;
  const sockets = new Set<Socket>();
  const requests: RecordedRequest[] = [];

  const serve = (socket: Socket): void => {
    accepted += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    options.onConnection?.(socket);
    const connection = accepted;
    readRequests(socket, (parsed) => {
      const request = { ...parsed, index: requests.length + 1, connection };
      requests.push(request);
      (options.byToken?.[tokenOf(request)] ?? current)(socket, request);
    });
  };
  const server = await listen(serve, options.tls);
  const { port } = server.address() as AddressInfo;
  return {
    origin: options.tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    port,
    requests,
    connections: () => accepted,
    open: () => sockets.size,
    receivedBytes: () => received,
    behave: (next) => {
      current = next;
    },
    untilOpen: async (count = 0, withinMs = 5_000) =>
      await until(() => sockets.size === count, `${count} open`, withinMs),
    untilRequests: async (count, withinMs = 5_000) =>
      await until(() => requests.length >= count, `${count} requests`, withinMs),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
}

async function listen(serve: (socket: Socket) => void, tls: TlsOptions | undefined): Promise<Server> {
  const server = tls === undefined ? createTcpServer({ noDelay: true }, serve) : createTlsServer(tls, serve);
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Polls a condition at every turn of the event loop. */
export async function until(condition: () => boolean, what: string, withinMs = 5_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function tokenOf(request: RecordedRequest): string {
  return (
    request.headers.find(([name]) => name.toLowerCase() === "authorization")?.[1].replace(/^\S+ /, "") ?? ""
  );
}

type ParsedRequest = Omit<RecordedRequest, "index" | "connection">;

function readRequests(socket: Socket, onRequest: (request: ParsedRequest) => void): void {
  let buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (let parsed = parseRequest(buffer); parsed !== null; parsed = parseRequest(buffer)) {
      buffer = buffer.subarray(parsed.length);
      onRequest(parsed.request);
    }
  });
}

function parseRequest(buffer: Buffer): { readonly request: ParsedRequest; readonly length: number } | null {
  const end = buffer.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const [start = "", ...lines] = buffer.toString("latin1", 0, end).split("\r\n");
  const [method = "", target = ""] = start.split(" ");
  const headers = lines.map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at), line.slice(at + 1).trim()] as const;
  });
  const bodyLength = Number(headers.find(([name]) => name.toLowerCase() === "content-length")?.[1] ?? 0);
  const length = end + 4 + bodyLength;
  if (buffer.length < length) return null;
  return {
    request: { method, target, headers, body: buffer.toString("utf8", end + 4, length) },
    length,
  };
}
