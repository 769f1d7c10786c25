import type { HostMessage } from "../../engine/thread/messages.ts";

/** A page on its way to the thread. */
export interface FetchedPage {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Gets the page of a scraped source; the reason of a failure is shown to the reader. */
export type FetchSourcePage = (sourceId: string, signal: AbortSignal) => Promise<FetchedPage>;

/** What a thread is sent; the buffers go with it. */
export type SendToThread = (message: HostMessage, transfer?: ArrayBuffer[]) => void;

/** The pages that one thread asked for. They are its own: the next thread counts from one again. */
export class PageDeliveries {
  readonly #fetchPage: FetchSourcePage;
  readonly #send: SendToThread;
  readonly #running = new Map<number, AbortController>();

  constructor(fetchPage: FetchSourcePage, send: SendToThread) {
    this.#fetchPage = fetchPage;
    this.#send = send;
  }

  /** Sends a head, chunks, and how it ended; never rejects. */
  async deliver(fetchId: number, sourceId: string): Promise<void> {
    const fetching = new AbortController();
    this.#running.set(fetchId, fetching);
    try {
      const { contentType, chunks } = await this.#fetchPage(sourceId, fetching.signal);
      this.#send({ type: "pageHead", fetchId, contentType });
      // A copy of its own, since the bytes may lie in a buffer that is used again.
      for await (const chunk of chunks) {
        const bytes = Uint8Array.from(chunk);
        this.#send({ type: "pageChunk", fetchId, bytes }, [bytes.buffer]);
      }
      this.#send({ type: "pageEnd", fetchId });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "the page could not be fetched";
      this.#send({ type: "pageFailed", fetchId, reason });
    } finally {
      this.#running.delete(fetchId);
    }
  }

  abandon(fetchId: number): void {
    this.#running.get(fetchId)?.abort();
  }

  close(): void {
    for (const fetching of this.#running.values()) fetching.abort();
  }
}
