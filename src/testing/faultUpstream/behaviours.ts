import { gzipSync } from "node:zlib";
import type { Socket } from "node:net";
import type { Behaviour } from "./FaultUpstream.ts";

/** A small and a bulky answer of the Prometheus API. */
export const UP =
  '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up"},"value":[1,"1"]}]}}';

export interface AnswerParts {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  302: "Found",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

function head(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${REASONS[status] ?? "Status"}\r\n${lines.join("")}\r\n`;
}

/** A well-framed answer. */
export function answer({ status = 200, headers = {}, body = UP }: AnswerParts = {}): Behaviour {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const all = { "content-type": "application/json", "content-length": String(bytes.length), ...headers };
  return (socket) => {
    socket.write(head(status, all));
    socket.write(bytes);
  };
}

export const json = (body: string, status = 200): Behaviour => answer({ status, body });
export const gzipped = (body: string | Buffer): Behaviour =>
  answer({ body: gzipSync(body), headers: { "content-encoding": "gzip" } });
export const page = (html: string, status = 200): Behaviour =>
  answer({ status, body: html, headers: { "content-type": "text/html" } });
export const plain = (text: string, status: number): Behaviour =>
  answer({ status, body: text, headers: { "content-type": "text/plain" } });
export const redirect = (location: string, status = 302): Behaviour =>
  answer({ status, body: "", headers: { location } });

/** Bytes as they are, then the connection is left open. */
export const raw =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  (socket) => {
    for (const part of parts) socket.write(part);
  };
/** Bytes as they are, then FIN. */
export const rawThenEnd =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };
/** Bytes as they are, then RST once they left. */
export const rawThenReset =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  (socket) => {
    socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))), () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
  };
export const reset: Behaviour = (socket) => socket.resetAndDestroy();
export const hang: Behaviour = () => undefined;

export const CHUNKED =
  "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
export const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** One step now and one each `everyMs`, until the other side goes. */
export function drip(first: string, step: string | Buffer, everyMs: number): Behaviour {
  return (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(step), everyMs);
    socket.on("close", () => clearInterval(timer));
  };
}

/** Writes `bytes` over and over, as fast as the reader takes them: `count` times, or for ever. */
export function flood(first: string | Buffer, bytes: Buffer, count = Infinity): Behaviour {
  return (socket) => {
    socket.write(first);
    pump(socket, bytes, count);
  };
}

function pump(socket: Socket, bytes: Buffer, count: number): void {
  let left = count;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= 1;
      if (!socket.write(bytes)) {
        socket.once("drain", more);
        return;
      }
    }
  };
  more();
}

/** Different behaviours one after another; the last one stays. */
export function inTurn(...behaviours: readonly Behaviour[]): Behaviour {
  let next = 0;
  return (socket, request) => {
    const behaviour = behaviours[Math.min(next, behaviours.length - 1)];
    next += 1;
    behaviour?.(socket, request);
  };
}
