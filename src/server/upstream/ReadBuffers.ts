/** What a socket is read into at a time. */
const BUFFER_BYTES = 64 * 1024;
/** 4 MiB kept for the next calls; more is left to the collector. */
const MAX_KEPT = 64;

/**
 * Buffers that connections read into, used again and again: with a fresh one for each read, collecting them was a
 * third of the work of a relayed answer.
 *
 * The rule that makes it safe: bytes of an answer belong to the connection that read them, and whoever is handed them
 * (`Call`, `FanOut`, a `Sink`) either is done with them when it returns or says so in `holdsBytes`. The connection
 * asks after every read. While the answer is yes it reads into another buffer, and sets this one aside until the
 * answer is no. What is still held when the answer is over never comes back here.
 */
export class ReadBuffers {
  readonly #free: Buffer[] = [];

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  /** Only what nobody refers to any more. */
  giveBack(buffer: Buffer): void {
    if (this.#free.length < MAX_KEPT) this.#free.push(buffer);
  }
}
