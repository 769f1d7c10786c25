/** Zeros kept after the last byte, so that a reader may look a little ahead without a bounds check. */
const SENTINEL_BYTES = 64;
const FIRST_CAPACITY = 1 << 13;

/**
 * The part of a body that is not read yet: `bytes[pos … end)`, followed by zeros. NUL never stands in valid JSON
 * outside of an error, so a zero at `end` means "more to come".
 */
export class ByteBuffer {
  bytes = new Uint8Array(FIRST_CAPACITY);
  pos = 0;
  end = 0;
  /** Offset of `bytes[0]` within the whole body. */
  base = 0;

  append(chunk: Uint8Array): void {
    if (this.end + chunk.length + SENTINEL_BYTES > this.bytes.length) this.#makeRoom(chunk.length);
    this.bytes.set(chunk, this.end);
    this.end += chunk.length;
    this.bytes.fill(0, this.end, this.end + SENTINEL_BYTES);
  }

  /** Moves what is left to the front; doubles the space when that would not free half of it (amortised linear). */
  #makeRoom(incoming: number): void {
    const left = this.end - this.pos;
    const needed = left + incoming + SENTINEL_BYTES;
    if (needed > this.bytes.length / 2) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, needed * 2));
      grown.set(this.bytes.subarray(this.pos, this.end));
      this.bytes = grown;
    } else {
      this.bytes.copyWithin(0, this.pos, this.end);
    }
    this.base += this.pos;
    this.pos = 0;
    this.end = left;
  }
}
