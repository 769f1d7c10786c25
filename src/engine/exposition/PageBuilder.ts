import type { Labels } from "../labels/Labels.ts";
import type { MetricMetadata } from "../store/MetricStore.ts";
import type { ExpositionPage, PageExemplar } from "./ExpositionPage.ts";
import type { MetadataLine } from "./metadataLine.ts";

const FIRST_CAPACITY = 1_024;

/** What each costs while a page is read and kept, on the safe side. */
const SAMPLE_BYTES = 16;
const EXEMPLAR_BYTES = 400;
const FAMILY_BYTES = 300;

/** Collects a page in columns. */
export class PageBuilder {
  count = 0;
  readonly #metadata = new Map<string, { -readonly [Field in keyof MetricMetadata]: string }>();
  readonly #exemplars: PageExemplar[] = [];
  #seriesOf = new Int32Array(FIRST_CAPACITY);
  #values = new Float64Array(FIRST_CAPACITY);
  #timesMs = new Float64Array(FIRST_CAPACITY);

  /** What all of it weighs but for the series. */
  get bytes(): number {
    return (
      SAMPLE_BYTES * this.count + EXEMPLAR_BYTES * this.#exemplars.length + FAMILY_BYTES * this.#metadata.size
    );
  }

  add(series: number, value: number, timeMs: number): void {
    if (this.count === this.#values.length) this.#grow();
    this.#seriesOf[this.count] = series;
    this.#values[this.count] = value;
    this.#timesMs[this.count] = timeMs;
    this.count++;
  }

  /** It belongs to the sample added next. */
  addExemplar(exemplar: Omit<PageExemplar, "sample">): void {
    this.#exemplars.push({ ...exemplar, sample: this.count });
  }

  /** Later lines about a family win, as in Prometheus. */
  describe({ family, field, text }: MetadataLine): void {
    let metadata = this.#metadata.get(family);
    if (metadata === undefined)
      this.#metadata.set(family, (metadata = { type: "unknown", help: "", unit: "" }));
    metadata[field] = text;
  }

  page(series: readonly Labels[]): ExpositionPage {
    return {
      series,
      seriesOf: this.#seriesOf.slice(0, this.count),
      values: this.#values.slice(0, this.count),
      timesMs: this.#timesMs.slice(0, this.count),
      exemplars: this.#exemplars,
      metadata: this.#metadata,
    };
  }

  #grow(): void {
    const capacity = 2 * this.#values.length;
    this.#seriesOf = copyInto(new Int32Array(capacity), this.#seriesOf);
    this.#values = copyInto(new Float64Array(capacity), this.#values);
    this.#timesMs = copyInto(new Float64Array(capacity), this.#timesMs);
  }
}

function copyInto<T extends Int32Array | Float64Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
