import { labelsKey } from "../../format/seriesKey.ts";
import { BodyFrame } from "../decode/BodyFrame.ts";
import type { BodySink } from "../decode/BodyScanner.ts";
import { readLabels, showable } from "../decode/readLabels.ts";
import type { Labels } from "../Frame.ts";
import type { LogLine, LogStream } from "./LogPage.ts";
import { readNs } from "./ns.ts";

const REPLACED = "\uFFFD";

/** Collects what the scanner finds in the answer to a log query. Shape errors wait until the body is known to be JSON. */
export class LogAnswer implements BodySink {
  envelope = new Map<string, unknown>();
  data = new Map<string, unknown>();
  hasData = false;
  hasResult = false;
  /** In the order of arrival; `copy` is not counted yet. */
  lines: LogLine[] = [];
  duplicateStreams = 0;
  shapeError: { readonly path: string; readonly expected: string } | undefined;
  #streams = new Map<string, LogStream>();
  #members = new Map<string, unknown>();
  #isValidUtf8 = true;
  #streamIndex = 0;

  open(frame: BodyFrame): void {
    if (frame === BodyFrame.data) {
      this.hasData = true;
      this.data = new Map();
      this.#clearResult(false);
    } else if (frame === BodyFrame.result) this.#clearResult(true);
    else if (frame === BodyFrame.series) {
      this.#members = new Map();
      this.#isValidUtf8 = true;
    }
  }

  close(frame: BodyFrame): void {
    if (frame === BodyFrame.series) this.#closeStream();
  }

  value(frame: BodyFrame, key: string, token: { json: unknown; isValidUtf8: boolean }): void {
    const { json } = token;
    if (frame === BodyFrame.root) this.shape("", "an object");
    else if (frame === BodyFrame.envelope) this.#envelopeMember(key, json);
    else if (frame === BodyFrame.data) {
      if (key === "result") this.#clearResult(json === null);
      this.data.set(key, json);
    } else if (frame === BodyFrame.result) this.shape("data.result[0]", "an object");
    else {
      this.#isValidUtf8 &&= token.isValidUtf8;
      this.#members.set(key, json);
    }
  }

  /** There are no samples in a log answer. */
  samples(_buffer: unknown, at: number): number {
    return at;
  }

  /** Notes the first wrong place, as a JSON path. */
  shape(path: string, expected: string): void {
    this.shapeError ??= { path: path || "$", expected };
  }

  #clearResult(hasResult: boolean): void {
    this.hasResult = hasResult;
    this.lines = [];
    this.duplicateStreams = 0;
    this.#streams = new Map();
    this.#streamIndex = 0;
    this.data.delete("result");
  }

  #envelopeMember(key: string, json: unknown): void {
    this.envelope.set(key, json);
    if (key !== "data") return;
    this.hasData = false;
    this.data = new Map();
    this.#clearResult(false);
    if (json !== null) this.shape("data", "an object");
  }

  #closeStream(): void {
    const path = `data.result[${this.#streamIndex++}]`;
    const read = readLabels(this.#members.get("stream"), this.#isValidUtf8);
    if (!read) return this.shape(`${path}.stream`, "an object of strings");
    const values = this.#members.get("values");
    if (values === null) return;
    if (!Array.isArray(values)) return this.shape(`${path}.values`, "an array of lines");
    const stream = this.#stream(read.labels);
    const isLabelsReplaced = isReplaced(read.labels);
    for (const [i, item] of (values as unknown[]).entries()) {
      this.#addLine(item, { stream, isLabelsReplaced, path: `${path}.values[${i}]` });
    }
  }

  #stream(labels: Labels): LogStream {
    const key = labelsKey(labels);
    const known = this.#streams.get(key);
    if (known) this.duplicateStreams++;
    const stream = known ?? { key, labels };
    this.#streams.set(key, stream);
    return stream;
  }

  /** `["1748304000123456789", "text", {structuredMetadata, parsed}?]` */
  #addLine(
    item: unknown,
    { stream, isLabelsReplaced, path }: { stream: LogStream; isLabelsReplaced: boolean; path: string },
  ): void {
    const [time, line, extra] = Array.isArray(item) ? (item as unknown[]) : [];
    const ns = typeof time === "string" ? readNs(time) : null;
    if (ns === null) return this.shape(`${path}[0]`, "nanoseconds as text");
    if (typeof line !== "string") return this.shape(`${path}[1]`, "a line as text");
    const text = showable(line);
    const metadata = categoryOf(extra, "structuredMetadata");
    const parsed = categoryOf(extra, "parsed");
    const isInvalid =
      isLabelsReplaced || text.includes(REPLACED) || isReplaced(metadata) || isReplaced(parsed);
    this.lines.push({
      ns,
      stream,
      text,
      copy: 0,
      ...(metadata ? { metadata } : {}),
      ...(parsed ? { parsed } : {}),
      ...(isInvalid ? { hasInvalidBytes: true } : {}),
    });
  }
}

/** One kind of a line's own labels; absent when there are none. Members that are no text are left out. */
function categoryOf(extra: unknown, name: "structuredMetadata" | "parsed"): Labels | undefined {
  if (typeof extra !== "object" || extra === null || !Object.hasOwn(extra, name)) return undefined;
  const json = (extra as Record<string, unknown>)[name];
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const entries = Object.entries(json).filter(([, value]) => typeof value === "string");
  const labels = readLabels(Object.fromEntries(entries), true)?.labels;
  return labels && entries.length > 0 ? labels : undefined;
}

/**
 * U+FFFD stands where bytes were invalid, whether it was Loki, the wire's decoder or `showable` that replaced them;
 * none of them says more.
 */
function isReplaced(labels: Labels | undefined): boolean {
  if (!labels) return false;
  return Object.entries(labels).some(([name, value]) => value.includes(REPLACED) || name.includes(REPLACED));
}
