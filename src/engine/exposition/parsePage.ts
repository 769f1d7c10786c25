import type { Work } from "../work/Work.ts";
import { LineProblem, quoteBit } from "./ExpositionError.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import type { ExpositionPage } from "./ExpositionPage.ts";
import { PageBuilder } from "./PageBuilder.ts";
import { atLine, PageLines } from "./PageLines.ts";
import { SeriesTexts } from "./SeriesTexts.ts";

export interface PageOptions {
  readonly format: ExpositionFormat;
  /** The source's memory from page to page; without it every page is new. */
  readonly texts?: SeriesTexts;
  /** More samples are an error. */
  readonly maxSamples?: number;
}

/** Bytes read between two yields: half a millisecond or so. */
const SLICE_BYTES = 32_768;
/** A line this long (UTF-16 units) is no line of metrics. */
const LONGEST_LINE = 1_048_576;
/** A quoted text may hold line breaks, but each costs another look at the line's beginning. */
const MOST_BREAKS = 1_000;

/**
 * Reads a whole page, in slices. Throws ExpositionError on the first line that breaks the format; nothing is half read.
 * The same series text twice on a page gives two samples: what to do with them is the store's to decide.
 */
export function* parsePage(chunks: Iterable<Uint8Array>, options: PageOptions): Work<ExpositionPage> {
  const texts = options.texts ?? new SeriesTexts();
  const builder = new PageBuilder();
  const reader = new PageReader(new PageLines(options.format, builder, texts), options);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  texts.beginPage(options.format);
  try {
    for (const chunk of chunks) {
      for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
        const slice = chunk.subarray(from, from + SLICE_BYTES);
        reader.readText(decode(decoder, slice, reader));
        reader.checkCount(builder.count);
        yield;
      }
    }
    reader.readText(decode(decoder, undefined, reader));
    reader.readEnd();
  } catch (error) {
    throw atLine(error, reader.line);
  }
  const page = builder.page(texts.pageSeries);
  texts.endPage();
  return page;
}

/** Cuts text into lines and counts them. */
class PageReader {
  readonly #lines: PageLines;
  readonly #options: PageOptions;
  #rest = "";
  /** How many line breaks of `#rest` belong to the line that is not whole yet. */
  #breaks = 0;
  #line = 1;

  constructor(lines: PageLines, options: PageOptions) {
    this.#lines = lines;
    this.#options = options;
  }

  /** Of the line being read, from 1. */
  get line(): number {
    return this.#line;
  }

  readText(added: string): void {
    const text = this.#rest + added;
    let start = 0;
    let from = this.#rest.length;
    for (let end = text.indexOf("\n", from); end >= 0; end = text.indexOf("\n", from)) {
      from = end + 1;
      if (this.#lines.read(text.slice(start, end))) {
        this.#line += this.#breaks + 1;
        this.#breaks = 0;
        start = from;
      } else if (++this.#breaks > MOST_BREAKS)
        throw new LineProblem(`quoted text without end: ${quoteBit(text.slice(start, end))}`);
    }
    this.#rest = text.slice(start);
    if (this.#rest.length > LONGEST_LINE)
      throw new LineProblem(`line of more than ${LONGEST_LINE} characters: ${quoteBit(this.#rest)}`);
  }

  /** The last line of the text format may lack its line break; in OpenMetrics only `# EOF` may. */
  readEnd(): void {
    const isStrict = this.#options.format === "openmetrics";
    if (this.#rest !== "" && (!isStrict || this.#rest === "# EOF" || this.#lines.isEnded)) {
      if (!this.#lines.read(this.#rest))
        throw new LineProblem(`quoted text without end: ${quoteBit(this.#rest)}`);
    }
    if (isStrict && !this.#lines.isEnded) throw new LineProblem("data does not end with # EOF");
  }

  checkCount(samples: number): void {
    const most = this.#options.maxSamples ?? Infinity;
    if (samples > most) throw new LineProblem(`more than ${most} samples`);
  }

  /** Moves on to the line that holds the bytes which are no text. */
  skipTo(line: number): void {
    this.#line += line;
  }
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array | undefined,
  reader: PageReader,
): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    reader.skipTo(bytes === undefined ? 0 : breaksBeforeFault(bytes));
    throw new LineProblem("bytes that are not UTF-8");
  }
}

/** How many whole lines of text stand before the first bytes that are not UTF-8. */
function breaksBeforeFault(bytes: Uint8Array): number {
  let lines = 0;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    // The first line may begin within a character, which is then not this line's fault.
    const text = new TextDecoder("utf-8").decode(bytes.subarray(start, end));
    if (start > 0 && text.includes("\uFFFD")) return lines;
    if (start === 0 && text.replace(/^\uFFFD+/, "").includes("\uFFFD")) return lines;
    lines++;
    start = end + 1;
  }
  return lines;
}
