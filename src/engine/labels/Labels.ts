import { compareUtf8 } from "./compareUtf8.ts";

/**
 * The labels of a series, `__name__` among them. Sorted by name in the order of UTF-8 bytes, as Prometheus does; a
 * label with an empty value is no label.
 */
export class Labels {
  /** name, value, name, value, … */
  readonly pairs: readonly string[];
  #key: string | undefined;

  private constructor(pairs: readonly string[]) {
    this.pairs = pairs;
  }

  static readonly none = new Labels([]);

  /** From name-value pairs in any order; of a repeated name the last counts. */
  static of(entries: Iterable<readonly [name: string, value: string]>): Labels {
    const values = new Map(entries);
    const names = [...values.keys()].filter((name) => values.get(name) !== "").toSorted(compareUtf8);
    return new Labels(names.flatMap((name) => [name, values.get(name) ?? ""]));
  }

  static from(record: Readonly<Record<string, string>>): Labels {
    return Labels.of(Object.entries(record));
  }

  /** Equal for equal labels only: each text is preceded by its length. */
  get key(): string {
    if (this.#key !== undefined) return this.#key;
    let key = "";
    for (const text of this.pairs) key += `${text.length}:${text}`;
    return (this.#key = key);
  }

  /** "" when there is no such label. */
  get(name: string): string {
    for (let i = 0; i < this.pairs.length; i += 2) if (this.pairs[i] === name) return this.pairs[i + 1] ?? "";
    return "";
  }

  get metricName(): string {
    return this.get("__name__");
  }

  get size(): number {
    return this.pairs.length / 2;
  }

  keep(names: ReadonlySet<string>): Labels {
    return this.#where((name) => names.has(name));
  }

  without(names: ReadonlySet<string>): Labels {
    return this.#where((name) => !names.has(name));
  }

  withoutName(): Labels {
    return this.get("__name__") === "" ? this : this.#where((name) => name !== "__name__");
  }

  /** The label set to `value`, or taken away by "". */
  with(name: string, value: string): Labels {
    return Labels.of([...this.entries(), [name, value]]);
  }

  *entries(): Generator<readonly [name: string, value: string]> {
    for (let i = 0; i < this.pairs.length; i += 2) yield [this.pairs[i] ?? "", this.pairs[i + 1] ?? ""];
  }

  /** For JSON; names like `__proto__` are plain keys of it. */
  toRecord(): Readonly<Record<string, string>> {
    const record = Object.create(null) as Record<string, string>;
    for (const [name, value] of this.entries()) record[name] = value;
    return record;
  }

  #where(isKept: (name: string) => boolean): Labels {
    const pairs: string[] = [];
    for (const [name, value] of this.entries()) if (isKept(name)) pairs.push(name, value);
    return pairs.length === this.pairs.length ? this : new Labels(pairs);
  }
}
