import type { Work } from "../work/Work.ts";
import { ExpositionError, LineProblem } from "./ExpositionError.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import type { ExpositionPage } from "./ExpositionPage.ts";
import { PageBuilder } from "./PageBuilder.ts";
import { LineDecoder } from "./LineDecoder.ts";
import { labelsWithoutEnd, PageLines } from "./PageLines.ts";
import { SeriesTexts } from "./SeriesTexts.ts";

export interface PageOptions {
  readonly format: ExpositionFormat;
  /** The source's memory from page to page; without it every page is new. */
  readonly texts?: SeriesTexts;
  /** Samples and series that weigh more are an error. No bound when left out. */
  readonly memoryBytes?: number;
}

/** Bytes read between two yields: half a millisecond or so. */
const SLICE_BYTES = 32_768;
/** A quoted text may hold line breaks, but each costs another look at the line's beginning. */
const MOST_BREAKS = 1_000;
const LONGEST_OPEN_UNITS = 1_048_576;

/**
 * Reads a whole page, in slices. Throws ExpositionError on the first line that breaks the format; nothing is half read.
 * The same series text twice on a page gives two samples: what to do with them is the store's to decide.
 */
export function* parsePage(chunks: Iterable<Uint8Array>, options: PageOptions): Work<ExpositionPage> {
  const texts = options.texts ?? new SeriesTexts();
  const builder = new PageBuilder();
  const reader = new PageReader(new PageLines(options.format, builder, texts), options.format);
  const checkWeight = (): void => {
    const { memoryBytes = Infinity } = options;
    if (builder.bytes + texts.pageBytes > memoryBytes)
      throw new LineProblem(`more samples and series than fit into ${memoryBytes / 1024 ** 2} MiB of memory`);
  };
  const decoder = new LineDecoder();
  texts.beginPage(options.format);
  try {
    for (const chunk of chunks) {
      for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
        reader.readLines(decoder.write(chunk.subarray(from, from + SLICE_BYTES)));
        checkWeight();
        yield;
      }
    }
    reader.readEnd(decoder.end());
    return builder.page(texts.pageSeries);
  } catch (error) {
    throw atLine(error, reader);
  } finally {
    texts.endPage();
  }
}

/** Cuts text into lines and counts them. */
class PageReader {
  readonly #lines: PageLines;
  readonly #format: ExpositionFormat;
  /** The beginning of a quoted text that goes on over the line's end, and how many line breaks it holds. */
  #open = "";
  #breaks = 0;
  #line = 1;
  #current = "";

  constructor(lines: PageLines, format: ExpositionFormat) {
    this.#lines = lines;
    this.#format = format;
  }

  /** Of the line being read, from 1. */
  get line(): number {
    return this.#line;
  }

  /** Does the line being read end in CR LF? */
  get isCrlf(): boolean {
    return this.#current.endsWith("\r");
  }

  /** Whole lines, each with its line break. */
  readLines(lines: string): void {
    const text = this.#open === "" ? lines : this.#open + lines;
    let start = 0;
    let from = this.#open.length;
    for (let end = text.indexOf("\n", from); end >= 0; end = text.indexOf("\n", from)) {
      from = end + 1;
      this.#current = text.slice(start, end);
      if (this.#lines.read(this.#current)) {
        this.#line += this.#breaks + 1;
        this.#breaks = 0;
        start = from;
      } else if (++this.#breaks > MOST_BREAKS || end - start > LONGEST_OPEN_UNITS)
        throw labelsWithoutEnd(this.#current);
    }
    this.#open = text.slice(start);
  }

  /** The last line of the text format may lack its line break; in OpenMetrics only `# EOF` may. */
  readEnd(last: string): void {
    const isStrict = this.#format === "openmetrics";
    const text = this.#open + last;
    if (text !== "" && (!isStrict || text === "# EOF" || this.#lines.isEnded)) {
      this.#current = text;
      if (!this.#lines.read(text)) throw labelsWithoutEnd(text);
    }
    if (isStrict && !this.#lines.isEnded) throw new LineProblem("data does not end with # EOF");
  }
}

/** The line's problem as the page's error; any other error as it is. */
function atLine(error: unknown, reader: PageReader): unknown {
  if (!(error instanceof LineProblem)) return error;
  // Prometheus refuses them too, in words that show no line break.
  const hint = reader.isCrlf ? " (the line ends in CR LF; the format wants LF alone)" : "";
  return new ExpositionError(reader.line + error.linesAhead, error.message + hint);
}
