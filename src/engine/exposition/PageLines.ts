import { Labels } from "../labels/Labels.ts";
import { LineProblem, quoteBit } from "./ExpositionError.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import { readFloat } from "./goFloat.ts";
import type { PageBuilder } from "./PageBuilder.ts";
import { detach, type BoundLabel, type SeriesTexts } from "./SeriesTexts.ts";
import { endOfBraces, endOfSeries, NOT_CLOSED, parseSeriesText, skipBlanks } from "./seriesText.ts";

const HASH = 35;
const OPEN = 123;
const SPACE = 32;
const TAB = 9;
const DIGITS = /^\d+$/;
/** Days from the epoch on which JavaScript can still tell the time, in milliseconds (ECMA-262, time values). */
const MOST_MS = 8.64e15;

/** Reads line by line, and knows the rules of both formats (Prometheus 3.15, model/textparse). */
export class PageLines {
  readonly #format: ExpositionFormat;
  readonly #builder: PageBuilder;
  readonly #texts: SeriesTexts;
  /** By the last TYPE, whatever family it was about: as Prometheus. */
  #bound: BoundLabel = "";
  #isEnded = false;

  constructor(format: ExpositionFormat, builder: PageBuilder, texts: SeriesTexts) {
    this.#format = format;
    this.#builder = builder;
    this.#texts = texts;
  }

  /** Was the line `# EOF` seen? */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** False: a quoted text goes on beyond the line, which is to be read again with the next. */
  read(line: string): boolean {
    if (this.#isEnded) throw new LineProblem("unexpected data after # EOF");
    return this.#format === "openmetrics" ? this.#readStrict(line) : this.#readText(line);
  }

  #readStrict(line: string): boolean {
    if (line.charCodeAt(0) !== HASH) return this.#readSample(line, 0);
    if (line === "# EOF") this.#isEnded = true;
    else this.#readMetadata(line);
    return true;
  }

  #readText(line: string): boolean {
    const start = skipBlanks(line, 0);
    if (start === line.length) return true;
    if (line.charCodeAt(start) !== HASH) return this.#readSample(line, start);
    this.#readMetadata(line);
    return true;
  }

  #readMetadata(line: string): void {
    const metadata = this.#texts.metadataOf(line);
    if (metadata === undefined) return;
    this.#builder.describe(metadata);
    if (metadata.field === "type")
      this.#bound = metadata.text === "histogram" ? "le" : metadata.text === "summary" ? "quantile" : "";
  }

  #readSample(line: string, start: number): boolean {
    const end = endOfSeries(line, start, this.#format);
    if (end === NOT_CLOSED) {
      // Only the text format lets a quoted text hold a line break.
      if (this.#format === "text") return false;
      throw labelsWithoutEnd(line);
    }
    if (end === start) throw new LineProblem(`expected a metric name, got ${quoteBit(line)}`);
    const series = this.#texts.indexOf(line.slice(start, end), this.#bound);
    if (this.#format === "text") this.#readTextRest(series, line, end);
    else this.#readStrictRest(series, line, end);
    return true;
  }

  /** Value and optional whole milliseconds, blanks between and around. */
  #readTextRest(series: number, line: string, end: number): void {
    const valueAt = skipBlanks(line, end);
    const valueEnd = endOfWord(line, valueAt);
    if (valueEnd === valueAt) throw new LineProblem(`expected a value, got ${quoteBit(line.slice(valueAt))}`);
    const value = readFloat(line, valueAt, valueEnd);
    const timeAt = skipBlanks(line, valueEnd);
    if (timeAt === line.length) {
      this.#builder.add(series, value, NaN);
      return;
    }
    const text = line.slice(timeAt, endOfWord(line, timeAt));
    const after = skipBlanks(line, timeAt + text.length);
    if (!DIGITS.test(text) || after !== line.length)
      throw new LineProblem(
        `expected milliseconds or the end of the line, got ${quoteBit(line.slice(timeAt))}`,
      );
    this.#builder.add(series, value, checkTime(Number(text), text));
  }

  /** One space before each: value, optional seconds, optional exemplar. */
  #readStrictRest(series: number, line: string, end: number): void {
    const valueEnd = endOfStrictWord(line, end, "a value");
    const value = readFloat(line, end + 1, valueEnd);
    let at = valueEnd;
    let timeMs = NaN;
    if (at < line.length && !line.startsWith(" # {", at)) {
      at = endOfStrictWord(line, valueEnd, "a timestamp");
      timeMs = readSeconds(line, valueEnd + 1, at);
    }
    if (at < line.length) this.#readExemplar(line, at);
    this.#builder.add(series, value, timeMs);
  }

  #readExemplar(line: string, start: number): void {
    if (!line.startsWith(" # {", start))
      throw new LineProblem(
        `expected an exemplar or the end of the line, got ${quoteBit(line.slice(start))}`,
      );
    const open = start + 3;
    const close = endOfBraces(line, open);
    if (close === NOT_CLOSED) throw new LineProblem(`exemplar without end: ${quoteBit(line.slice(open))}`);
    const values = parseSeriesText(line.slice(open, close), { format: "openmetrics", isExemplar: true });
    const labels = Labels.of([...values].map(([name, value]) => [detach(name), detach(value)] as const));
    const valueEnd = endOfStrictWord(line, close, "an exemplar's value");
    const value = readFloat(line, close + 1, valueEnd);
    if (valueEnd === line.length) {
      this.#builder.addExemplar({ labels, value, timeMs: undefined });
      return;
    }
    const end = endOfStrictWord(line, valueEnd, "an exemplar's timestamp");
    if (end !== line.length)
      throw new LineProblem(`expected the end of the line, got ${quoteBit(line.slice(end))}`);
    this.#builder.addExemplar({ labels, value, timeMs: readSeconds(line, valueEnd + 1, end) });
  }
}

export const labelsWithoutEnd = (text: string): LineProblem =>
  new LineProblem(`labels without end: ${quoteBit(text.split("\n", 1)[0] ?? "")}`);

/** The value of the text format ends before a blank or a brace. */
function endOfWord(line: string, start: number): number {
  let at = start;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === SPACE || code === TAB || code === OPEN) break;
  }
  return at;
}

/** Where the word ends that begins behind the one space at `start`. */
function endOfStrictWord(line: string, start: number, what: string): number {
  const found = line.indexOf(" ", start + 1);
  const end = found < 0 ? line.length : found;
  if (line.charCodeAt(start) !== SPACE || end <= start + 1)
    throw new LineProblem(`expected a space and ${what}, got ${quoteBit(line.slice(start))}`);
  return end;
}

/** Cut, not rounded, to milliseconds, as Prometheus does it: 1.0019 is 1001. */
function readSeconds(line: string, start: number, end: number): number {
  return checkTime(Math.trunc(readFloat(line, start, end) * 1_000), line.slice(start, end));
}

function checkTime(timeMs: number, text: string): number {
  if (Math.abs(timeMs) <= MOST_MS) return timeMs;
  throw new LineProblem(`invalid timestamp ${quoteBit(text)}`);
}
