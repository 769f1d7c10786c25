import type { MetricMetadata } from "./MetricStore.ts";

/** Prometheus keeps a family's metadata for this many scrapes after it has left the page (scrape/scrape.go). */
const KEPT_SCRAPES = 10;

/** What a source's pages last said about each family. */
export class MetadataBook {
  readonly #families = new Map<string, { metadata: MetricMetadata; scrape: number }>();
  #shown: ReadonlyMap<string, readonly MetricMetadata[]> = new Map();

  /** A page that was read to its end. */
  update(page: ReadonlyMap<string, MetricMetadata>, scrape: number): void {
    let isChanged = false;
    for (const [family, metadata] of page) {
      const known = this.#families.get(family);
      isChanged ||= known === undefined || !isEqual(known.metadata, metadata);
      this.#families.set(family, { metadata, scrape });
    }
    for (const [family, known] of this.#families)
      if (scrape - known.scrape > KEPT_SCRAPES) isChanged = this.#families.delete(family);
    if (!isChanged) return;
    this.#shown = new Map([...this.#families].map(([family, known]) => [family, [known.metadata]]));
  }

  /** Never changed afterwards. */
  get shown(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.#shown;
  }
}

const isEqual = (a: MetricMetadata, b: MetricMetadata): boolean =>
  a.type === b.type && a.help === b.help && a.unit === b.unit;
