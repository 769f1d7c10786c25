import { fail, type ProblemError } from "../../problem/Problem.ts";
import { BodyFrame, childFrame, closerOf, isObjectFrame, parentOf } from "./BodyFrame.ts";
import { ByteBuffer } from "./ByteBuffer.ts";
import { DEFAULT_CAPS, type DecodeOptions } from "./DecodeOptions.ts";
import { findJsonError, isJsonSpace } from "./findJsonError.ts";
import { ValueFinder } from "./ValueFinder.ts";

/** What is told about a body while it streams. */
export interface BodySink {
  open(frame: BodyFrame): void;
  close(frame: BodyFrame): void;
  /** A whole value: a member of an object frame (by `key`), or an item of an array frame. */
  value(
    frame: BodyFrame,
    key: string,
    value: { readonly json: unknown; readonly isValidUtf8: boolean },
  ): void;
  /** Takes samples of the usual spelling from `at`; returns the offset after the last one, or `at`. */
  samples(buffer: ByteBuffer, at: number): number;
}

/** Where in a container the scanner stands. */
const FIRST = 0; // after the opening bracket
const ITEM = 1; // after a comma
const COLON = 2; // after a member name
const VALUE = 3; // before a value
const AFTER = 4; // after a value

const QUOTE = 34;
const LESS_THAN = 60;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads a query answer in pieces of any size, with any spacing and any order of members, and judges it exactly as
 * `JSON.parse` would. Throws BAD_JSON with the byte offset, NOT_AN_API for a web page and TOO_LARGE at the cap.
 */
export class BodyScanner {
  /** Bytes pushed so far. */
  bytes = 0;
  readonly #sink: BodySink;
  readonly #options: DecodeOptions;
  readonly #buffer = new ByteBuffer();
  readonly #finder = new ValueFinder();
  #frame: BodyFrame = BodyFrame.root;
  #phase = VALUE;
  #key = "";
  #isBegun = false;

  constructor(sink: BodySink, options: DecodeOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    const capBytes = this.#options.capBytes ?? DEFAULT_CAPS.bytes;
    if (this.bytes > capBytes) {
      const detail = `It is larger than ${Math.round(capBytes / 2 ** 20)} MiB, the most that is drawn; nothing of it is shown.`;
      throw fail("TOO_LARGE", { bytes: this.bytes, capBytes, detail });
    }
    this.#buffer.append(chunk);
    this.#run();
  }

  /** Call once after the last chunk. */
  finish(): void {
    // A number at the very end is complete only when something follows it.
    this.#buffer.append(Uint8Array.of(32));
    this.#isBegun = true;
    this.#run();
    if (this.#frame === BodyFrame.root && this.#phase === AFTER) return;
    const { bytes, pos, end } = this.#buffer;
    const error = this.#phase === VALUE ? findJsonError(bytes.subarray(pos, end)) : end - pos;
    throw this.#badJson(pos + error);
  }

  #run(): void {
    if (!this.#isBegun && !this.#begin()) return;
    const { bytes, end } = this.#buffer;
    for (;;) {
      let p = this.#buffer.pos;
      while (p < end && isJsonSpace(bytes[p] as number)) p++;
      this.#buffer.pos = p;
      if (p >= end || !this.#step(bytes[p] as number)) return;
    }
  }

  /** Skips a byte order mark, as `Response.json()` does, and recognises a web page by its first byte. */
  #begin(): boolean {
    const { bytes, end } = this.#buffer;
    if (end < BYTE_ORDER_MARK.length) return false;
    this.#isBegun = true;
    if (BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte)) this.#buffer.pos = BYTE_ORDER_MARK.length;
    return true;
  }

  /** One token, `c` being its first byte; false when more bytes are needed. */
  #step(c: number): boolean {
    if (this.#phase === VALUE) return this.#readValue(c);
    if (this.#phase === COLON) {
      if (c !== 58) throw this.#badJson(this.#buffer.pos);
      return this.#advance(VALUE);
    }
    if (this.#phase !== ITEM && this.#frame !== BodyFrame.root && c === closerOf(this.#frame)) {
      this.#sink.close(this.#frame);
      this.#frame = parentOf(this.#frame);
      return this.#advance(AFTER);
    }
    if (this.#phase === AFTER) {
      if (c !== 44 || this.#frame === BodyFrame.root) throw this.#badJson(this.#buffer.pos);
      return this.#advance(ITEM);
    }
    return isObjectFrame(this.#frame) ? this.#readKey(c) : this.#readValue(c);
  }

  #advance(phase: number): true {
    this.#buffer.pos++;
    this.#phase = phase;
    return true;
  }

  #readKey(c: number): boolean {
    if (c !== QUOTE) throw this.#badJson(this.#buffer.pos);
    const token = this.#takeWhole();
    if (!token) return false;
    this.#key = token.json as string;
    this.#phase = COLON;
    return true;
  }

  #readValue(opener: number): boolean {
    this.#phase = VALUE;
    const buffer = this.#buffer;
    const key = isObjectFrame(this.#frame) ? this.#key : "";
    if (this.#frame === BodyFrame.values) {
      const end = this.#sink.samples(buffer, buffer.pos);
      if (end > buffer.pos) {
        this.#finder.reset();
        buffer.pos = end;
        this.#phase = AFTER;
        return true;
      }
    } else {
      const hasGrid = this.#options.grid !== undefined;
      const child = childFrame(this.#frame, { key, opener, hasGrid });
      if (child !== undefined) {
        this.#frame = child;
        this.#sink.open(child);
        return this.#advance(FIRST);
      }
      if (this.#frame === BodyFrame.root && opener === LESS_THAN)
        throw fail("NOT_AN_API", { source: "upstream" });
    }
    const token = this.#takeWhole();
    if (!token) return false;
    this.#sink.value(this.#frame, key, token);
    this.#phase = AFTER;
    return true;
  }

  /** The whole value at the current place, or `undefined` when it is not complete yet. */
  #takeWhole(): { json: unknown; isValidUtf8: boolean } | undefined {
    const buffer = this.#buffer;
    const start = buffer.pos;
    const end = this.#finder.find(buffer.bytes, start, buffer.end);
    if (end < 0) return undefined;
    const slice = buffer.bytes.subarray(start, end);
    const { text, isValid } = this.#options.decodeUtf8(slice);
    try {
      const json: unknown = JSON.parse(text);
      buffer.pos = end;
      return { json, isValidUtf8: isValid };
    } catch {
      throw this.#badJson(start + Math.max(0, findJsonError(slice)));
    }
  }

  #badJson(at: number): ProblemError {
    const { bytes, base, end } = this.#buffer;
    const offset = Math.min(base + at, this.bytes);
    const near = [...bytes.subarray(at, Math.min(at + 20, end))]
      .map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : " "))
      .join("")
      .trim();
    const place =
      offset >= this.bytes ? `The answer ends too early, at byte ${offset}.` : `Wrong at byte ${offset}`;
    const detail = offset >= this.bytes ? place : near ? `${place}, near “${near}”.` : `${place}.`;
    return fail("BAD_JSON", { source: "upstream", bytes: offset, detail });
  }
}
