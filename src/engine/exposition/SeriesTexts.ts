import { Labels } from "../labels/Labels.ts";
import { seriesBytes } from "../labels/seriesBytes.ts";
import { canonicalBound } from "./goFloat.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import { parseMetadataLine, type MetadataLine } from "./metadataLine.ts";
import { parseSeriesText } from "./seriesText.ts";

/** Which label of a family's series holds a number: `le` of a histogram, `quantile` of a summary. */
export type BoundLabel = "le" | "quantile" | "";

interface KnownSeries {
  readonly labels: Labels;
  readonly bytes: number;
  page: number;
  /** Place among the page's series. */
  index: number;
}

/** What a page's series may hold beyond the last page's before the unused ones are forgotten. */
const SLACK = 1_000;
/** Lines of HELP, TYPE and UNIT hardly ever change; beyond so many they are read anew. */
const MOST_METADATA_LINES = 20_000;

/**
 * Texts of series met before and their labels, so that the second scrape of a page reads no labels at all. One per
 * source; it forgets what pages no longer hold.
 */
export class SeriesTexts {
  readonly #change: ((labels: Labels) => Labels) | undefined;
  /** By bound label, since it decides how the labels are written. */
  #known = new Map<BoundLabel, Map<string, KnownSeries>>();
  #texts = new Map<string, string>();
  readonly #metadata = new Map<string, MetadataLine | undefined>();
  #format: ExpositionFormat = "text";
  #page = 0;
  #pageSeries: Labels[] = [];
  #pageBytes = 0;

  /** `change` is done once to each new series: target labels, renaming. */
  constructor(change?: (labels: Labels) => Labels) {
    this.#change = change;
  }

  beginPage(format: ExpositionFormat): void {
    if (format !== this.#format) {
      this.#known.clear();
      this.#metadata.clear();
    }
    this.#format = format;
    this.#page++;
    this.#pageSeries = [];
    this.#pageBytes = 0;
  }

  /** What the series of this page weigh so far. */
  get pageBytes(): number {
    return this.#pageBytes;
  }

  /** The series of this page so far. */
  get pageSeries(): readonly Labels[] {
    return this.#pageSeries;
  }

  /** Index into `pageSeries` of the series with this text. */
  indexOf(text: string, bound: BoundLabel): number {
    let known = this.#known.get(bound);
    if (known === undefined) this.#known.set(bound, (known = new Map<string, KnownSeries>()));
    let series = known.get(text);
    if (series === undefined) {
      const labels = this.#labelsOf(text, bound);
      series = { labels, bytes: seriesBytes(labels), page: 0, index: 0 };
      known.set(detach(text), series);
    }
    if (series.page !== this.#page) {
      series.page = this.#page;
      this.#pageBytes += series.bytes;
      series.index = this.#pageSeries.push(series.labels) - 1;
    }
    return series.index;
  }

  /** What a line that begins with # says; undefined for a comment. */
  metadataOf(line: string): MetadataLine | undefined {
    const known = this.#metadata.get(line);
    if (known !== undefined || this.#metadata.has(line)) return known;
    const parsed = parseMetadataLine(line, this.#format);
    const kept = parsed && { ...parsed, family: detach(parsed.family), text: detach(parsed.text) };
    if (this.#metadata.size >= MOST_METADATA_LINES) this.#metadata.clear();
    this.#metadata.set(detach(line), kept);
    return kept;
  }

  /** Forgets what this page did not hold, whether or not it was read to its end. */
  endPage(): void {
    let count = 0;
    for (const known of this.#known.values()) count += known.size;
    if (count <= 2 * this.#pageSeries.length + SLACK) return;
    for (const known of this.#known.values())
      for (const [text, series] of known) if (series.page !== this.#page) known.delete(text);
    this.#texts = new Map();
  }

  #labelsOf(text: string, bound: BoundLabel): Labels {
    const values = parseSeriesText(text, { format: this.#format, isExemplar: false });
    const labels = Labels.of(this.#sharedEntries(values, bound));
    return this.#change === undefined
      ? labels
      : Labels.of(this.#sharedEntries(this.#change(labels).entries(), ""));
  }

  /** The same few names and values stand in many series: one copy of each, which keeps no page alive. */
  *#sharedEntries(
    entries: Iterable<readonly [name: string, value: string]>,
    bound: BoundLabel,
  ): Generator<readonly [name: string, value: string]> {
    for (const [name, value] of entries)
      yield [this.#shared(name), this.#shared(name === bound ? canonicalBound(value) : value)];
  }

  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const copy = detach(text);
    this.#texts.set(copy, copy);
    return copy;
  }
}

/** V8 keeps the whole text alive of which another was sliced; this is a copy of its own. */
export const detach = (text: string): string => Buffer.from(text).toString();
