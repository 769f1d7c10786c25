import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemCode } from "../../domain/problem/problemTable.ts";
import { GuardedResponse } from "../http/GuardedResponse.ts";
import type { AnswerHead } from "./CallEvents.ts";
import { envelope, retryAfterSeconds, type Failure } from "./failure.ts";
import type { Sink } from "./Sink.ts";

/** Every answer of a data route: never sniffed, never run, never kept. Headers set earlier on `reply.raw` win. */
const SAFE_HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
} as const;
const safePairs = Object.entries(SAFE_HEADERS);

/** How long a reader may take for what is left in its buffer once the source has finished. */
const FLUSH_MS = 30_000;

/** Where the answer comes from. */
export interface SinkFlight {
  drained(): void;
  /** The reader went away before its answer was complete, or cannot take it. */
  leave(sink: Sink, outcome?: "aborted" | ProblemCode): void;
}

/**
 * Bytes held back for one write: a small answer then costs one system call, carries its length, and one that is
 * cut short becomes a clean error instead of a broken stream.
 */
const HOLD_BYTES = 64 * 1024;

/** Writes an answer by hand into a hijacked reply, with back-pressure. */
export class ReplySink implements Sink {
  readonly requestId: string;
  readonly owner: string;
  arrivedMs = 0;
  flight: SinkFlight | null = null;
  readonly #response: ServerResponse;
  #isOver = false;
  #hearsDrain = false;
  #awaitsDrain = false;
  /** Set while nothing was sent yet. */
  #head: AnswerHead | null = null;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #flushTimer: NodeJS.Immediate | undefined;

  constructor(request: FastifyRequest, reply: FastifyReply, owner: string) {
    this.requestId = request.id;
    this.owner = owner;
    this.#response = reply.raw;
    reply.hijack();
    this.#response.on("close", this.#onClose);
  }

  begin(head: AnswerHead): void {
    this.#head = head;
    // Nothing but a length we know to be small may be waited for; anything else for this turn of the loop only.
    if (head.contentLength !== undefined && Number(head.contentLength) <= HOLD_BYTES) return;
    this.#flushTimer = setImmediate(() => this.#flush());
  }

  write(chunk: Buffer): boolean {
    if (this.#head !== null) {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
      if (this.#heldBytes <= HOLD_BYTES) return true;
      this.#flush();
    } else this.#send(chunk);
    return this.#hasRoom();
  }

  holdsBytes(): boolean {
    return this.#held.length > 0 || this.#response.writableLength > 0;
  }

  lagBytes(): number {
    return this.#response.writableLength;
  }

  end(): void {
    this.#isOver = true;
    this.flight = null;
    if (this.#head === null) this.#response.end();
    else this.#sendWhole(this.#head);
    if (this.#response.writableLength > 0) this.#boundFlush();
  }

  fail(value: Failure): void {
    this.#isOver = true;
    clearImmediate(this.#flushTimer);
    if (this.#response.headersSent) this.#response.destroy();
    else sendFailure(this.#response, value, this.requestId);
  }

  /** A small answer that is complete: head, length and body in one write. */
  #sendWhole(head: AnswerHead): void {
    clearImmediate(this.#flushTimer);
    this.#writeHead(head, String(this.#heldBytes));
    const [first] = this.#held;
    if (this.#held.length === 1 && first !== undefined) this.#response.end(first);
    else {
      this.#response.cork();
      for (const chunk of this.#held) this.#response.write(chunk);
      this.#response.end();
    }
    this.#held = [];
  }

  #flush(): void {
    if (this.#head === null || this.#isOver) return;
    clearImmediate(this.#flushTimer);
    this.#writeHead(this.#head, this.#head.contentLength);
    this.#head = null;
    for (const chunk of this.#held) this.#send(chunk);
    this.#held = [];
    this.#hasRoom();
  }

  /** Writes at once: left to itself, the response keeps the bytes until the next tick, and their buffer with them. */
  #send(chunk: Buffer): void {
    const { socket } = this.#response;
    socket?.cork();
    this.#response.write(chunk);
    socket?.uncork();
  }

  #writeHead(head: AnswerHead, length: string | undefined): void {
    const response = this.#response;
    const headers = ["content-type", "application/json", "vary", "accept-encoding"];
    if (head.isGzip) headers.push("content-encoding", "gzip");
    if (length !== undefined) headers.push("content-length", length);
    if (response instanceof GuardedResponse) return response.writeWholeHead(200, headers);
    addSafeHeaders(response);
    response.writeHead(200, headers);
  }

  /** Where it has none, "drain" follows: the response counted the same bytes when they were written. */
  #hasRoom(): boolean {
    if (this.#response.writableLength < this.#response.writableHighWaterMark) return true;
    this.#awaitsDrain = true;
    // Once for all: a large answer drains as often as it has chunks.
    if (!this.#hearsDrain) this.#response.on("drain", () => this.#onDrain());
    this.#hearsDrain = true;
    return false;
  }

  #onDrain(): void {
    if (!this.#awaitsDrain) return;
    this.#awaitsDrain = false;
    this.flight?.drained();
  }

  readonly #onClose = (): void => {
    if (this.#isOver) return;
    this.#isOver = true;
    this.flight?.leave(this);
  };

  #boundFlush(): void {
    const timer = setTimeout(() => this.#response.destroy(), FLUSH_MS);
    this.#response.once("close", () => clearTimeout(timer)).once("finish", () => clearTimeout(timer));
  }
}

/** For where the routes stand alone; the server sets its own. */
function addSafeHeaders(response: ServerResponse): void {
  if (response instanceof GuardedResponse) return;
  for (const [name, value] of safePairs) if (!response.hasHeader(name)) response.setHeader(name, value);
}

/** Writes the error envelope of the data routes. */
function sendFailure(response: ServerResponse, value: Failure, requestId: string): void {
  const body = envelope(value, requestId);
  const wait = retryAfterSeconds(value);
  addSafeHeaders(response);
  response.writeHead(value.status, {
    ...(wait === null ? {} : { "retry-after": String(wait) }),
    "content-type": "application/json",
    vary: "accept-encoding",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
