/**
 * The rows of one group at one step in the order of Go's container/heap, worst first: which of equal values stay, and
 * the order they come out, are those of Prometheus' topk, bottomk, limitk and limit_ratio.
 */
export class SampleHeap {
  readonly #isWorse: (value: number, other: number) => boolean;
  #rows: number[] = [];
  #values: number[] = [];

  constructor(isWorse: (value: number, other: number) => boolean) {
    this.#isWorse = isWorse;
  }

  get size(): number {
    return this.#rows.length;
  }

  get rows(): readonly number[] {
    return this.#rows;
  }

  get worst(): number {
    return this.#values[0] as number;
  }

  clear(): void {
    this.#rows = [];
    this.#values = [];
  }

  push(row: number, value: number): void {
    let at = this.#rows.push(row) - 1;
    this.#values.push(value);
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#isWorseAt(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  replaceWorst(row: number, value: number): void {
    this.#rows[0] = row;
    this.#values[0] = value;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.size) return;
      const child = left + 1 < this.size && this.#isWorseAt(left + 1, left) ? left + 1 : left;
      if (!this.#isWorseAt(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  /** Best first. Up to 12 are sorted by insertion, as Go sorts them, so that equal ones and NaN come out alike. */
  bestFirst(): number[] {
    const order = this.#rows.map((_, at) => at);
    const isBefore = (a: number, b: number): boolean => this.#isWorseAt(b, a);
    if (order.length <= 12) sortByInsertion(order, isBefore);
    else order.sort((a, b) => Number(isBefore(b, a)) - Number(isBefore(a, b)));
    return order.map((at) => this.#rows[at] as number);
  }

  #isWorseAt(a: number, b: number): boolean {
    return this.#isWorse(this.#values[a] as number, this.#values[b] as number);
  }

  #swap(a: number, b: number): void {
    const row = this.#rows[a] as number;
    const value = this.#values[a] as number;
    this.#rows[a] = this.#rows[b] as number;
    this.#values[a] = this.#values[b] as number;
    this.#rows[b] = row;
    this.#values[b] = value;
  }
}

function sortByInsertion(items: number[], isBefore: (a: number, b: number) => boolean): void {
  for (let i = 1; i < items.length; i++)
    for (let j = i; j > 0 && isBefore(items[j] as number, items[j - 1] as number); j--)
      [items[j - 1], items[j]] = [items[j] as number, items[j - 1] as number];
}
