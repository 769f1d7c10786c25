import type { Duplex } from "node:stream";
import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { problem } from "../../domain/problem/Problem.ts";
import { renderProblem } from "./renderProblem.ts";
import { securityHeaders } from "./securityHeaders.ts";

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers bytes that are no request we can parse (S28): a complete answer of ours, and the connection closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable || hasAnswered(socket)) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ""] ?? 400;
  const rendered = renderProblem(
    problem("BAD_REQUEST", { requestId: randomBytes(9).toString("base64url") }),
    "",
    status,
  );
  const headers = { ...securityHeaders, ...rendered.headers, connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n${rendered.body}`);
  // A peer that keeps sending must not keep the socket.
  setTimeout(() => socket.destroy(), 1_000).unref();
}

/** Has an answer begun on this socket? Then a second status line would be read as part of it. */
function hasAnswered(socket: Duplex): boolean {
  const { _httpMessage: message } = socket as Duplex & { _httpMessage?: { headersSent: boolean } | null };
  return message?.headersSent === true;
}
