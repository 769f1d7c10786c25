/** 2^52 - 1 bytes: always exact as a number. */
const MAX_SIZE_DIGITS = 13;
/** Of all chunk extensions of one answer; nobody has a use for them. */
const MAX_EXTENSION_BYTES = 16 * 1024;

const CR = 0x0d;
const LF = 0x0a;
const SEMICOLON = 0x3b;
const TAB = 0x09;

type Phase =
  | "size"
  | "extension"
  | "size-lf"
  | "data"
  | "data-cr"
  | "data-lf"
  | "trailer-start"
  | "trailer"
  | "trailer-lf"
  | "end-lf"
  | "end"
  | "broken";

/**
 * The chunked coding (RFC 9112 §7.1), strictly: hex sizes, CRLF alone ends a line, extensions and trailers are
 * bounded and dropped. What one read brought becomes one piece: its chunks are moved together where they lie, since
 * a source may send a hundred small ones and each would be a write of its own.
 */
export class ChunkedBody {
  phase: Phase = "size";
  /** Where in the bytes of the last `read` the body's bytes lie now. */
  from = 0;
  to = 0;
  readonly #maxTrailerBytes: number;
  #size = 0;
  #digits = 0;
  #extensionBytes = 0;
  #trailerBytes = 0;

  constructor(maxTrailerBytes: number) {
    this.#maxTrailerBytes = maxTrailerBytes;
  }

  /** Reads from `at` on; answers where it stopped: at the end of the bytes, of the body, or at what is broken. */
  read(bytes: Buffer, at: number): number {
    this.from = at;
    this.to = at;
    let next = at;
    while (next < bytes.length && this.phase !== "end" && this.phase !== "broken") {
      if (this.phase === "data") next = this.#take(bytes, next);
      else {
        this.phase = this.#step(bytes[next] ?? 0);
        next += 1;
      }
    }
    return next;
  }

  #take(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#size);
    if (this.to === this.from) {
      this.from = at;
      this.to = end;
    } else {
      if (this.to !== at) bytes.copyWithin(this.to, at, end);
      this.to += end - at;
    }
    this.#size -= end - at;
    if (this.#size === 0) this.phase = "data-cr";
    return end;
  }

  #step(byte: number): Phase {
    switch (this.phase) {
      case "size":
        return this.#sizeByte(byte);
      case "extension":
        return this.#extensionByte(byte);
      case "size-lf":
        if (byte !== LF) return "broken";
        return this.#size === 0 ? "trailer-start" : "data";
      case "data-cr":
        return byte === CR ? "data-lf" : "broken";
      case "data-lf":
        this.#digits = 0;
        return byte === LF ? "size" : "broken";
      case "trailer-start":
        return byte === CR ? "end-lf" : this.#trailerByte(byte);
      case "trailer":
        return byte === CR ? "trailer-lf" : this.#trailerByte(byte);
      case "trailer-lf":
        return byte === LF ? "trailer-start" : "broken";
      case "end-lf":
        return byte === LF ? "end" : "broken";
      default:
        return "broken";
    }
  }

  #sizeByte(byte: number): Phase {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#size = this.#digits === 0 ? digit : this.#size * 16 + digit;
      this.#digits += 1;
      return this.#digits > MAX_SIZE_DIGITS ? "broken" : "size";
    }
    if (this.#digits === 0) return "broken";
    if (byte === CR) return "size-lf";
    return byte === SEMICOLON ? "extension" : "broken";
  }

  #extensionByte(byte: number): Phase {
    this.#extensionBytes += 1;
    if (byte === CR) return "size-lf";
    return isControl(byte) || this.#extensionBytes > MAX_EXTENSION_BYTES ? "broken" : "extension";
  }

  #trailerByte(byte: number): Phase {
    this.#trailerBytes += 1;
    return isControl(byte) || this.#trailerBytes > this.#maxTrailerBytes ? "broken" : "trailer";
  }
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== TAB) || byte === 0x7f;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
