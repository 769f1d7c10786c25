import { fail, ProblemError } from "../../problem/Problem.ts";
import { BodyScanner } from "../decode/BodyScanner.ts";
import type { DecodeUtf8 } from "../decode/DecodeOptions.ts";
import { problemFromEnvelope } from "../decode/problemFromBody.ts";
import { textsOf } from "../decode/textsOf.ts";
import { compareLines, numberCopies } from "./lineOrder.ts";
import { LogAnswer } from "./LogAnswer.ts";
import type { LogDirection, LogLine, LogPage, LogStats } from "./LogPage.ts";
import { compareNs } from "./ns.ts";
import { utf8Bytes } from "./utf8Bytes.ts";

export interface LogDecodeOptions {
  readonly direction: LogDirection;
  /** The limit that was asked for. */
  readonly limit: number;
  readonly decodeUtf8: DecodeUtf8;
  /** Decoded bytes after which the answer is TOO_LARGE; default 64 MiB. */
  readonly capBytes?: number;
}

/**
 * Decodes the answer of Loki's `query_range` (or `query`) to a log query while it streams. `push` any number of
 * pieces, then `finish` once. Both throw `ProblemError` as `QueryDecoder` does.
 */
export class LogDecoder {
  readonly #options: LogDecodeOptions;
  readonly #answer = new LogAnswer();
  readonly #scanner: BodyScanner;

  constructor(options: LogDecodeOptions) {
    this.#options = options;
    const { decodeUtf8, capBytes } = options;
    this.#scanner = new BodyScanner(this.#answer, {
      decodeUtf8,
      ...(capBytes === undefined ? {} : { capBytes }),
    });
  }

  /** Decoded bytes so far. */
  get bytes(): number {
    return this.#scanner.bytes;
  }

  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
  }

  finish(): LogPage {
    this.#scanner.finish();
    const answer = this.#answer;
    const isError = this.#judge();
    const warnings = textsOf(answer.envelope.get("warnings"));
    if (isError) warnings.unshift(...textsOf(answer.envelope.get("error")));
    const { direction, limit } = this.#options;
    const stats = readStats(answer.data.get("stats"));
    const isPartial =
      isError || answer.envelope.get("partial") === true || answer.data.get("partial") === true;
    const flags = textsOf(answer.data.get("encodingFlags"));
    const { lines, duplicateStreams } = answer;
    return {
      kind: "logs",
      lines: inOrder(lines, direction),
      direction,
      limit,
      ...(stats ? { stats } : {}),
      warnings,
      ...(isPartial ? { isPartial } : {}),
      ...(flags.includes("categorize-labels") ? { isCategorized: true } : {}),
      notes: {
        unsortedLines: countUnsorted(lines, direction),
        duplicateStreams,
        invalidLines: lines.reduce((sum, line) => sum + (line.hasInvalidBytes ? 1 : 0), 0),
      },
      bytes: this.#scanner.bytes,
    };
  }

  /** Throws what is wrong with the answer; true for an error that came with a result (F35). */
  #judge(): boolean {
    const answer = this.#answer;
    const { envelope } = answer;
    const isError = envelope.get("status") === "error";
    if (isError && !answer.hasResult) {
      throw new ProblemError(problemFromEnvelope(Object.fromEntries(envelope), { status: 200 }));
    }
    if (!isError && envelope.get("status") !== "success") answer.shape("status", "success or error");
    if (!answer.hasData) answer.shape("data", "an object");
    else if (!answer.hasResult) answer.shape("data.result", "an array");
    else if (answer.data.get("resultType") !== "streams") answer.shape("data.resultType", "streams");
    if (!answer.shapeError) return isError;
    const { path, expected } = answer.shapeError;
    // What is wrong first, so that a metric's answer is not called wrong for its missing streams.
    const isOtherType = answer.hasResult && answer.data.get("resultType") !== "streams";
    const detail = isOtherType ? "Expected streams at data.resultType." : `Expected ${expected} at ${path}.`;
    throw fail("BAD_SHAPE", {
      source: "upstream",
      detail,
      hint: "Check that the source speaks the Loki API.",
    });
  }
}

/** A whole body at once; see `LogDecoder`. */
export function decodeLogPage(body: Uint8Array | string, options: LogDecodeOptions): LogPage {
  const decoder = new LogDecoder(options);
  decoder.push(typeof body === "string" ? utf8Bytes(body) : body);
  return decoder.finish();
}

/** Answers of several streams, each in order, become one list; by the store's order, so that pages fit together. */
function inOrder(lines: readonly LogLine[], direction: LogDirection): LogLine[] {
  const isBackward = direction === "backward";
  const arrived = isBackward ? lines.toReversed() : lines;
  const ordered = numberCopies(arrived.toSorted(compareLines));
  return isBackward ? ordered.toReversed() : ordered;
}

function countUnsorted(lines: readonly LogLine[], direction: LogDirection): number {
  const latest = new Map<string, string>();
  const sign = direction === "forward" ? 1 : -1;
  let count = 0;
  for (const { ns, stream } of lines) {
    const last = latest.get(stream.key);
    if (last !== undefined && compareNs(ns, last) * sign < 0) count++;
    else latest.set(stream.key, ns);
  }
  return count;
}

/** `data.stats.summary` of Loki; absent where a server sends none. */
function readStats(json: unknown): LogStats | undefined {
  const summary = memberOf(json, "summary");
  const bytes = memberOf(summary, "totalBytesProcessed");
  const lines = memberOf(summary, "totalLinesProcessed");
  const seconds = memberOf(summary, "execTime");
  if (typeof bytes !== "number" || typeof lines !== "number" || typeof seconds !== "number") return undefined;
  return { bytesProcessed: bytes, linesProcessed: lines, execMs: seconds * 1000 };
}

const memberOf = (json: unknown, name: string): unknown =>
  typeof json === "object" && json !== null ? (json as Record<string, unknown>)[name] : undefined;
