import type { Source } from "./Source.ts";

/** Told after a change, with the ids of the sources that were added, changed or removed. */
export type SourceListener = (changedIds: readonly string[]) => void;

/**
 * The sources that are live now. Configured ones come first and win over an added one of the same id, so that a
 * link keeps its meaning when the operator takes an id over. A request holds the `Source` it began with.
 */
export class SourceRegistry {
  readonly #prepare: (source: Source) => Source;
  #configured: ReadonlyMap<string, Source>;
  #added: ReadonlyMap<string, Source>;
  #all: ReadonlyMap<string, Source>;
  readonly #listeners = new Set<SourceListener>();

  /** `prepare` completes each source on its way in: with where the embedded engine answers for it. */
  constructor(
    configured: readonly Source[] = [],
    added: readonly Source[] = [],
    prepare: (source: Source) => Source = (source) => source,
  ) {
    this.#prepare = prepare;
    this.#configured = this.#byId(configured);
    this.#added = this.#byId(added);
    this.#all = this.#merge();
  }

  get(id: string): Source | undefined {
    return this.#all.get(id);
  }

  list(): readonly Source[] {
    return [...this.#all.values()];
  }

  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: SourceListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  replaceConfigured(sources: readonly Source[]): void {
    this.#configured = this.#byId(sources);
    this.#publish();
  }

  replaceAdded(sources: readonly Source[]): void {
    this.#added = this.#byId(sources);
    this.#publish();
  }

  #merge(): ReadonlyMap<string, Source> {
    const all = new Map(this.#configured);
    for (const [id, source] of this.#added) if (!all.has(id)) all.set(id, source);
    return all;
  }

  #publish(): void {
    const before = this.#all;
    this.#all = this.#merge();
    const changed = [...new Set([...before.keys(), ...this.#all.keys()])].filter(
      (id) => before.get(id)?.version !== this.#all.get(id)?.version,
    );
    if (changed.length === 0) return;
    for (const listener of this.#listeners) listener(changed);
  }

  #byId(sources: readonly Source[]): ReadonlyMap<string, Source> {
    return new Map(sources.map((source) => [source.id, this.#prepare(source)]));
  }
}
