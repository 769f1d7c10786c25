import type { AnswerFault } from "./answerError.ts";
import { ChunkedBody } from "./ChunkedBody.ts";
import { parseResponseHead, type ResponseHead } from "./responseHead.ts";

/** Who takes an answer apart. After `AnswerParser.stop` nothing follows. */
export interface AnswerReader {
  /** The first byte came. */
  begun(): void;
  /** An interim answer (1xx). */
  interim(): void;
  head(head: ResponseHead): void;
  /** At most one per read. The bytes lie in the buffer that was read into: see `ReadBuffers`. */
  data(bytes: Buffer): void;
}

/** "more": read on. "end": the answer is whole. "fault": see `fault`; nothing after it is looked at. */
export type ParsedTo = "more" | "end" | "fault";

const PROTOCOL = "HTTP/1.";
const HEAD_END = Buffer.from("\r\n\r\n");
/** A line ends with CRLF; either alone, and NUL, is read differently by different servers. A last CR may get its LF. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const STRAY = /\r(?!\n|$)|(?<!\r)\n|\0/g;

/**
 * Reads one answer after another, in whatever pieces it comes: the pieces never change what is told, except how many
 * `data` there are. A pure state machine; it keeps no reference to the bytes it is given.
 */
export class AnswerParser {
  fault: AnswerFault | null = null;
  /** Head of the answer being read, once it is whole. */
  current: ResponseHead | null = null;
  /** Bytes of the last `push` that lie behind the answer's end. */
  restBytes = 0;
  hasBegun = false;
  readonly #headBytes: number;
  #reader: AnswerReader | null = null;
  /** What came of the head so far, as latin1. */
  #text = "";
  #leftBytes = 0;
  #chunked: ChunkedBody | null = null;

  constructor(headBytes: number) {
    this.#headBytes = headBytes;
  }

  /** Begins with the next answer. */
  start(reader: AnswerReader): void {
    this.fault = null;
    this.current = null;
    this.restBytes = 0;
    this.hasBegun = false;
    this.#reader = reader;
    this.#text = "";
    this.#chunked = null;
  }

  /** Nobody wants the rest. */
  stop(): void {
    this.#reader = null;
  }

  push(bytes: Buffer): ParsedTo {
    if (!this.hasBegun && bytes.length > 0) {
      this.hasBegun = true;
      this.#reader?.begun();
    }
    let at = 0;
    while (this.current === null) {
      at = this.#readHead(bytes, at);
      if (this.fault !== null) return "fault";
      if (at < 0) return "more";
    }
    return this.#readBody(bytes, at, this.current);
  }

  /** The connection ended. Only a body without a length may end so. */
  finish(): "end" | "cut" {
    return this.current?.framing === "until-close" ? "end" : "cut";
  }

  /** Answers where the head ended, or -1 when it did not. */
  #readHead(bytes: Buffer, at: number): number {
    const end = this.#text === "" ? bytes.indexOf(HEAD_END, at) : -1;
    if (end >= 0 && end - at <= this.#headBytes) {
      this.#judgeHead(bytes.toString("latin1", at, end));
      return end + HEAD_END.length;
    }
    // In pieces, or too long: in both cases judged by no more than its first bytes, so pieces make no difference.
    const before = this.#text.length;
    const wanted = this.#headBytes + HEAD_END.length - before;
    this.#text += bytes.toString("latin1", at, Math.min(bytes.length, at + wanted));
    const ends = this.#text.indexOf("\r\n\r\n", Math.max(0, before - 3));
    if (ends < 0) {
      this.#judgePart(before);
      return -1;
    }
    const text = this.#text.slice(0, ends);
    this.#text = "";
    this.#judgeHead(text);
    return at + ends + HEAD_END.length - before;
  }

  #judgeHead(text: string): void {
    const head = parseResponseHead(text);
    if (head === null || head.status === 101) this.fault = "framing";
    else if (head.status < 200) this.#reader?.interim();
    else {
      this.current = head;
      this.#leftBytes = head.bodyBytes;
      if (head.framing === "chunked") this.#chunked = new ChunkedBody(this.#headBytes);
      this.#reader?.head(head);
    }
  }

  /** What is wrong is told at once, since the rest may never come. */
  #judgePart(before: number): void {
    const text = this.#text;
    STRAY.lastIndex = Math.max(0, before - 1);
    const isOurs = text.length < PROTOCOL.length ? PROTOCOL.startsWith(text) : text.startsWith(PROTOCOL);
    if (!isOurs || STRAY.test(text)) this.fault = "framing";
    else if (text.length >= this.#headBytes + HEAD_END.length) this.fault = "long-head";
  }

  #readBody(bytes: Buffer, at: number, head: ResponseHead): ParsedTo {
    switch (head.framing) {
      case "none":
        return this.#ended(bytes, at);
      case "until-close":
        this.#tell(bytes, at, bytes.length);
        return "more";
      case "length": {
        const end = Math.min(bytes.length, at + this.#leftBytes);
        this.#leftBytes -= end - at;
        this.#tell(bytes, at, end);
        return this.#leftBytes === 0 ? this.#ended(bytes, end) : "more";
      }
      case "chunked":
        return this.#readChunks(bytes, at);
    }
  }

  #readChunks(bytes: Buffer, at: number): ParsedTo {
    const body = (this.#chunked ??= new ChunkedBody(this.#headBytes));
    const end = body.read(bytes, at);
    this.#tell(bytes, body.from, body.to);
    if (body.phase === "end") return this.#ended(bytes, end);
    if (body.phase !== "broken") return "more";
    this.fault = "framing";
    return "fault";
  }

  #tell(bytes: Buffer, from: number, to: number): void {
    if (to > from) this.#reader?.data(bytes.subarray(from, to));
  }

  #ended(bytes: Buffer, at: number): "end" {
    this.restBytes = bytes.length - at;
    return "end";
  }
}
