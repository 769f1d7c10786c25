import { Connection, type Connect, type ConnectionOwner, type Exchange } from "./Connection.ts";
import type { ReadBuffers } from "./ReadBuffers.ts";
import { createRequestText, type OutgoingRequest } from "./requestText.ts";

/** Below the idle limits of common proxies (nginx 75 s); a server that says less is believed. */
const KEEP_ALIVE_MS = 15_000;
const CHECK_MS = 1_000;

export interface PoolOptions {
  /** "prometheus:9090", as in a URL. */
  readonly host: string;
  readonly connect: Connect;
  readonly headBytes: number;
  readonly buffers: ReadBuffers;
}

/**
 * The connections of one source: as many as calls run, the last used first, each closed after 15 s without a
 * question. A connection rests for a turn of the event loop after an answer, so that bytes which came behind it
 * are found before the next question is asked.
 */
export class ConnectionPool implements ConnectionOwner {
  readonly connect: Connect;
  readonly headBytes: number;
  readonly buffers: ReadBuffers;
  readonly #textOf: (request: OutgoingRequest) => string;
  readonly #open = new Set<Connection>();
  readonly #idle: Connection[] = [];
  #resting: Connection[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isClosing = false;
  #isDestroyed = false;

  constructor(options: PoolOptions) {
    this.connect = options.connect;
    this.headBytes = options.headBytes;
    this.buffers = options.buffers;
    this.#textOf = createRequestText(options.host);
  }

  /** Asks on a connection of its own. Throws INTERNAL for a request that must not be sent. */
  send(request: OutgoingRequest, exchange: Exchange): void {
    const text = this.#textOf(request);
    if (this.#isDestroyed) return exchange.failed(new Error("the connections were ended"));
    const nowMs = performance.now();
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (nowMs < kept.idleUntilMs) return kept.ask(text, exchange);
      kept.destroy();
    }
    const connection = new Connection(this);
    this.#open.add(connection);
    connection.open(text, exchange);
  }

  /** Ends each connection once its answer is complete. */
  close(): void {
    this.#isClosing = true;
    for (const connection of [...this.#idle, ...this.#resting]) connection.destroy();
  }

  /** Ends all at once. */
  destroy(): void {
    this.#isDestroyed = true;
    for (const connection of this.#open) connection.destroy();
  }

  released(connection: Connection): void {
    if (this.#isClosing) return connection.destroy();
    this.#resting.push(connection);
    if (this.#resting.length === 1) setImmediate(this.#endRest);
  }

  gone(connection: Connection): void {
    this.#open.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  readonly #endRest = (): void => {
    const nowMs = performance.now();
    for (const connection of this.#resting) {
      connection.idleUntilMs = nowMs + Math.min(KEEP_ALIVE_MS, connection.keepAliveMs);
      if (!connection.isGone) this.#idle.push(connection);
    }
    this.#resting = [];
    this.#timer ??= setInterval(() => this.#endIdle(), CHECK_MS).unref();
  };

  #endIdle(): void {
    const nowMs = performance.now();
    for (const connection of this.#idle.filter((one) => one.idleUntilMs <= nowMs)) connection.destroy();
    if (this.#open.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
