const DELIMITERS = new Uint8Array(256);
for (const c of ' \n\r\t,]}:"[{') DELIMITERS[c.charCodeAt(0)] = 1;

/**
 * Finds where one JSON value ends without judging it (brackets counted, strings skipped), and goes on where it
 * stopped when more bytes came: a long value is looked at once, however it is split.
 */
export class ValueFinder {
  /** Bytes of the value looked at so far. */
  #seen = 0;
  #depth = 0;
  #isInString = false;

  reset(): void {
    this.#seen = 0;
    this.#depth = 0;
    this.#isInString = false;
  }

  /** Offset after the value that starts at `start`, or −1 when it is not complete before `end`. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const c = bytes[start] as number;
    const found =
      c === 34 || c === 123 || c === 91 ? this.#nested(bytes, start, end) : this.#scalar(bytes, start, end);
    if (found >= 0) this.reset();
    return found;
  }

  #nested(bytes: Uint8Array, start: number, end: number): number {
    let depth = this.#depth;
    let isInString = this.#isInString;
    let i = start + this.#seen;
    for (; i < end; i++) {
      const c = bytes[i] as number;
      if (isInString) {
        if (c === 92) {
          // The escaped byte may be in the next chunk: look at both again then.
          if (i + 1 >= end) break;
          i++;
        } else if (c === 34) {
          isInString = false;
          if (depth === 0) return i + 1;
        }
      } else if (c === 34) isInString = true;
      else if (c === 123 || c === 91) depth++;
      else if ((c === 125 || c === 93) && --depth <= 0) return i + 1;
    }
    this.#seen = i - start;
    this.#depth = depth;
    this.#isInString = isInString;
    return -1;
  }

  /** A number or literal ends at a delimiter, never at the end of a chunk. */
  #scalar(bytes: Uint8Array, start: number, end: number): number {
    let i = start + this.#seen;
    while (i < end && DELIMITERS[bytes[i] as number] === 0) i++;
    if (i < end) return i;
    this.#seen = i - start;
    return -1;
  }
}
