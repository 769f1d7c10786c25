import type { LogLine, LogPage, LogStream } from "./LogPage.ts";

/** Some lines on their way between threads: columns, since 5,000 objects cost more to copy than to make. */
export interface SentLines {
  readonly ns: readonly string[];
  /** Index into `SentPage.streams`. */
  readonly streams: Uint32Array;
  readonly texts: readonly string[];
  /** The rest of those lines that have more than a text, by index. */
  readonly more: readonly (readonly [index: number, rest: LineRest])[];
}

type LineRest = Pick<LogLine, "copy" | "metadata" | "parsed" | "hasInvalidBytes">;

/** A page without its lines, which go before it. */
export interface SentPage extends Omit<LogPage, "lines"> {
  readonly streams: readonly LogStream[];
}

/** One message of lines is taken in by the page within a few milliseconds: at most so many lines or characters. */
const MESSAGE_LINES = 2000;
const MESSAGE_CHARACTERS = 4 * 1024 * 1024;

/** Splits a page into messages of which none keeps the receiver long. */
export function sendPage({ lines, ...rest }: LogPage): { parts: SentLines[]; page: SentPage } {
  const streams = new Map<LogStream, number>();
  const parts: SentLines[] = [];
  for (let from = 0; from < lines.length;) {
    const to = partEnd(lines, from);
    parts.push(packLines(lines.slice(from, to), streams));
    from = to;
  }
  return { parts, page: { ...rest, streams: [...streams.keys()] } };
}

export function receivePage({ streams, ...rest }: SentPage, parts: readonly SentLines[]): LogPage {
  return { ...rest, lines: parts.flatMap((part) => unpackLines(part, streams)) };
}

function partEnd(lines: readonly LogLine[], from: number): number {
  let characters = 0;
  let to = from;
  while (to < lines.length && to - from < MESSAGE_LINES && characters < MESSAGE_CHARACTERS) {
    characters += lines[to++]?.text.length ?? 0;
  }
  return to;
}

/** `streams` gains those of these lines; its order is what the columns count through. */
export function packLines(lines: readonly LogLine[], streams: Map<LogStream, number>): SentLines {
  const more: [number, LineRest][] = [];
  const indexes = lines.map(({ ns: _ns, stream, text: _text, ...rest }, i) => {
    if (rest.copy !== 0 || rest.metadata || rest.parsed || rest.hasInvalidBytes) more.push([i, rest]);
    const index = streams.get(stream) ?? streams.size;
    streams.set(stream, index);
    return index;
  });
  return {
    ns: lines.map(({ ns }) => ns),
    streams: Uint32Array.from(indexes),
    texts: lines.map(({ text }) => text),
    more,
  };
}

export function unpackLines({ ns, streams, texts, more }: SentLines, known: readonly LogStream[]): LogLine[] {
  const lines = texts.map((text, i): LogLine => ({
    ns: ns[i] ?? "0",
    stream: known[streams[i] ?? 0] ?? { key: "{}", labels: {} },
    text,
    copy: 0,
  }));
  for (const [i, rest] of more) lines[i] = { ...(lines[i] as LogLine), ...rest };
  return lines;
}
