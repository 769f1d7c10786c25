import type { Reducer } from "./reducers.ts";

/**
 * The compensated sum over the count, until the sum would become infinite; from there on a running mean (promql/engine.go,
 * aggregation, AVG).
 */
export class AverageReducer implements Reducer {
  readonly #counts: Float64Array;
  /** Sums, or means where `isMean`. */
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;
  readonly #isMean: Uint8Array;

  constructor(cells: number) {
    this.#counts = new Float64Array(cells);
    this.#sums = new Float64Array(cells);
    this.#lost = new Float64Array(cells);
    this.#isMean = new Uint8Array(cells);
  }

  start(cell: number, value: number): void {
    this.#counts[cell] = 1;
    this.#sums[cell] = value;
  }

  add(cell: number, value: number): void {
    const count = (this.#counts[cell] as number) + 1;
    this.#counts[cell] = count;
    if (this.#isMean[cell] === 0) {
      const total = (this.#sums[cell] as number) + value;
      if (total !== Infinity && total !== -Infinity) return this.#compensate(cell, value);
      this.#isMean[cell] = 1;
      this.#sums[cell] = (this.#sums[cell] as number) / (count - 1);
      this.#lost[cell] = (this.#lost[cell] as number) / (count - 1);
    }
    const share = (count - 1) / count;
    this.#sums[cell] = share * (this.#sums[cell] as number);
    this.#lost[cell] = share * (this.#lost[cell] as number);
    this.#compensate(cell, value / count);
  }

  result(cell: number): number {
    const sum = this.#sums[cell] as number;
    const lost = this.#lost[cell] as number;
    if (this.#isMean[cell] === 1) return sum + lost;
    const count = this.#counts[cell] as number;
    return sum / count + lost / count;
  }

  #compensate(cell: number, value: number): void {
    const sum = this.#sums[cell] as number;
    const total = sum + value;
    const lost = this.#lost[cell] as number;
    if (total === Infinity || total === -Infinity) this.#lost[cell] = 0;
    else if (Math.abs(sum) >= Math.abs(value)) this.#lost[cell] = lost + (sum - total + value);
    else this.#lost[cell] = lost + (value - total + sum);
    this.#sums[cell] = total;
  }
}
