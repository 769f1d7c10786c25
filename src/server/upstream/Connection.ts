import type { OnReadOpts, Socket } from "node:net";
import { AnswerError } from "./answerError.ts";
import { AnswerParser, type AnswerReader } from "./AnswerParser.ts";
import type { ReadBuffers } from "./ReadBuffers.ts";

/** A call's hold on the connection that carries it. */
export interface Link {
  pause(): void;
  resume(): void;
  /** Ends the connection; the call hears nothing more. */
  abort(): void;
}

/** What is asked over a connection: reads its answer, which ends in exactly one of `end` and `failed`. */
export interface Exchange extends AnswerReader {
  /** Before anything is sent. */
  attached(link: Link): void;
  end(): void;
  failed(error: Error): void;
  /** Is any byte that came by `data` still referred to? */
  holdsBytes(): boolean;
}

/** Opens a socket that reads with `onread`; rejects with a ConnectFailure. Aborted: ends it. */
export type Connect = (onread: OnReadOpts, signal: AbortSignal) => Promise<Socket>;

export interface ConnectionOwner {
  readonly connect: Connect;
  readonly headBytes: number;
  readonly buffers: ReadBuffers;
  /** It may be used again. */
  released(connection: Connection): void;
  /** It is over. */
  gone(connection: Connection): void;
}

/** Buffers set aside per connection, half a MiB; older ones are left to the collector, whoever still refers to them. */
const MAX_LENT = 8;

/** One socket to a source, with one question on it at a time. */
export class Connection implements Link {
  /** How long its server lets it wait for a question, and until when it may; by the owner's clock. */
  keepAliveMs = 0;
  idleUntilMs = 0;
  isGone = false;
  readonly #owner: ConnectionOwner;
  readonly #opening = new AbortController();
  readonly #parser: AnswerParser;
  #socket: Socket | null = null;
  #exchange: Exchange | null = null;
  #isPaused = false;
  /** What the next read goes into. Nobody refers to its bytes. */
  #buffer: Buffer;
  /** Buffers of this answer whose bytes somebody referred to when last asked. */
  #lent: Buffer[] = [];

  constructor(owner: ConnectionOwner) {
    this.#owner = owner;
    this.#parser = new AnswerParser(owner.headBytes);
    this.#buffer = owner.buffers.take();
  }

  /** Connects, then asks. */
  open(request: string, exchange: Exchange): void {
    this.#take(exchange);
    const onread = { buffer: () => this.#buffer, callback: this.#onRead };
    this.#owner.connect(onread, this.#opening.signal).then(
      (socket) => this.#opened(socket, request),
      (error: Error) => {
        this.#fail(error);
        this.#owner.buffers.giveBack(this.#buffer);
      },
    );
  }

  /** Asks on an idle connection. */
  ask(request: string, exchange: Exchange): void {
    this.#take(exchange);
    this.#socket?.write(request, "latin1");
  }

  pause(): void {
    this.#isPaused = true;
    this.#socket?.pause();
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#socket?.resume();
  }

  abort(): void {
    this.#exchange = null;
    this.destroy();
  }

  /** Ends it at once; what is asked on it fails. */
  destroy(): void {
    this.#fail(new Error("the connection was ended"));
  }

  #take(exchange: Exchange): void {
    this.#exchange = exchange;
    this.#parser.start(exchange);
    exchange.attached(this);
  }

  #opened(socket: Socket, request: string): void {
    this.#socket = socket;
    socket.on("end", this.#onEnd).on("error", this.#fail).on("close", this.#onClose);
    if (this.isGone) return void socket.destroy();
    if (this.#isPaused) socket.pause();
    socket.write(request, "latin1");
  }

  readonly #onRead = (byteCount: number, bytes: Uint8Array): boolean => {
    const exchange = this.#exchange;
    // Bytes that nobody asked for are not the next answer, whatever they are.
    if (exchange === null) this.destroy();
    else {
      const isOurs = bytes === this.#buffer;
      const read = isOurs ? this.#buffer : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      this.#read(read.length === byteCount ? read : read.subarray(0, byteCount), exchange);
      if (isOurs) this.#settleBuffer(exchange);
    }
    return true;
  };

  #read(bytes: Buffer, exchange: Exchange): void {
    const to = this.#parser.push(bytes);
    // Unless it was aborted by what it read.
    if (this.#exchange !== exchange) return;
    if (to === "end") this.#finish(exchange);
    else if (to === "fault") this.#fail(new AnswerError(this.#parser.fault ?? "framing"));
  }

  /** See `ReadBuffers`. */
  #settleBuffer(exchange: Exchange): void {
    const isOver = this.#exchange !== exchange;
    if (exchange.holdsBytes()) {
      this.#lent.push(this.#buffer);
      this.#buffer = this.#owner.buffers.take();
      if (isOver) this.#lent = [];
      else if (this.#lent.length > MAX_LENT) this.#lent.shift();
    } else if (this.#lent.length > 0) {
      for (const buffer of this.#lent) this.#owner.buffers.giveBack(buffer);
      this.#lent = [];
    }
  }

  /** The answer is whole. The connection is used again only where it ended exactly, and the question was all sent. */
  #finish(exchange: Exchange): void {
    this.#exchange = null;
    this.keepAliveMs = this.#parser.current?.keepAliveMs ?? 0;
    if (this.keepAliveMs > 0 && this.#parser.restBytes === 0 && this.#socket?.writableLength === 0) {
      this.resume();
      this.#owner.released(this);
    } else this.destroy();
    exchange.end();
  }

  readonly #fail = (error: Error): void => {
    if (this.isGone) return;
    this.isGone = true;
    const exchange = this.#exchange;
    this.#exchange = null;
    this.#parser.stop();
    if (this.#socket === null) this.#opening.abort();
    else this.#socket.destroy();
    this.#owner.gone(this);
    exchange?.failed(error);
  };

  readonly #onEnd = (): void => {
    if (this.#exchange !== null && this.#parser.finish() === "end") this.#finish(this.#exchange);
    else this.#fail(this.#parser.hasBegun ? new AnswerError("cut") : closed());
  };

  readonly #onClose = (): void => {
    this.#fail(closed());
    this.#owner.buffers.giveBack(this.#buffer);
  };
}

function closed(): Error {
  return new Error("the connection was closed");
}
