import type { HostMessage, ThreadMessage } from "./messages.ts";

/** A page as it comes from the host. */
export interface PageAnswer {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

interface Waiting {
  readonly queue: HostMessage[];
  wake: () => void;
}

/** Asks the host for pages and puts together what it answers, chunk by chunk. */
export class PageFetches {
  readonly #send: (message: ThreadMessage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(send: (message: ThreadMessage) => void) {
    this.#send = send;
  }

  /** Rejects with an Error whose message is for the reader, also when `signal` gives up first. */
  async fetch(sourceId: string, signal: AbortSignal): Promise<PageAnswer> {
    const fetchId = ++this.#lastId;
    const waiting: Waiting = { queue: [], wake: () => undefined };
    const end = () => this.#waiting.delete(fetchId);
    this.#waiting.set(fetchId, waiting);
    signal.addEventListener("abort", () => {
      // Also where nobody reads the chunks any more.
      if (end()) this.#send({ type: "abandon", fetchId });
      waiting.wake();
    });
    this.#send({ type: "fetch", fetchId, id: sourceId });
    const next = async (): Promise<HostMessage> => {
      for (;;) {
        signal.throwIfAborted();
        const message = waiting.queue.shift();
        if (message?.type === "pageFailed") throw new Error(message.reason);
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          waiting.wake = resolve;
        });
      }
    };
    try {
      const head = await next();
      if (head.type !== "pageHead") throw new Error("the page came without its head");
      return { contentType: head.contentType, chunks: chunksOf(next, end) };
    } catch (error) {
      end();
      throw error;
    }
  }

  /** What the host said about a page; late words about an abandoned one are dropped. */
  receive(message: HostMessage & { readonly fetchId: number }): void {
    const waiting = this.#waiting.get(message.fetchId);
    waiting?.queue.push(message);
    waiting?.wake();
  }
}

async function* chunksOf(next: () => Promise<HostMessage>, end: () => unknown): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const message = await next();
      if (message.type !== "pageChunk") return;
      yield message.bytes;
    }
  } finally {
    end();
  }
}
