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
  /** More samples are an error. */
  readonly maxSamples?: number;
}

/** Bytes read between two yields: half a millisecond or so. */
const SLICE_BYTES = 32_768;
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
  const decoder = new LineDecoder();
  texts.beginPage(options.format);
  try {
    for (const chunk of chunks) {
      for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
        reader.readLines(decoder.write(chunk.subarray(from, from + SLICE_BYTES)));
        reader.checkCount(builder.count);
        yield;
      }
    }
    reader.readEnd(decoder.end());
  } catch (error) {
    throw atLine(error, reader);
  }
  const page = builder.page(texts.pageSeries);
  texts.endPage();
  return page;
}

/** Cuts text into lines and counts them. */
class PageReader {
  readonly #lines: PageLines;
  readonly #options: PageOptions;
  /** The beginning of a quoted text that goes on over the line's end, and how many line breaks it holds. */
  #open = "";
  #breaks = 0;
  #line = 1;
  #current = "";

  constructor(lines: PageLines, options: PageOptions) {
    this.#lines = lines;
    this.#options = options;
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
      } else if (++this.#breaks > MOST_BREAKS) throw labelsWithoutEnd(this.#current);
    }
    this.#open = text.slice(start);
  }

  /** The last line of the text format may lack its line break; in OpenMetrics only `# EOF` may. */
  readEnd(last: string): void {
    const isStrict = this.#options.format === "openmetrics";
    const text = this.#open + last;
    if (text !== "" && (!isStrict || text === "# EOF" || this.#lines.isEnded)) {
      this.#current = text;
      if (!this.#lines.read(text)) throw labelsWithoutEnd(text);
    }
    if (isStrict && !this.#lines.isEnded) throw new LineProblem("data does not end with # EOF");
  }

  checkCount(samples: number): void {
    const most = this.#options.maxSamples ?? Infinity;
    if (samples > most) throw new LineProblem(`more than ${most} samples`);
  }
}

/** The line's problem as the page's error; any other error as it is. */
function atLine(error: unknown, reader: PageReader): unknown {
  if (!(error instanceof LineProblem)) return error;
  // Prometheus refuses them too, in words that show no line break.
  const hint = reader.isCrlf ? " (the line ends in CR LF; the format wants LF alone)" : "";
  return new ExpositionError(reader.line + error.linesAhead, error.message + hint);
}
