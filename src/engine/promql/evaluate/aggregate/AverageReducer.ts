import { CompensatedSums } from "./CompensatedSums.ts";
import type { Reducer } from "./reducers.ts";

/**
 * The compensated sum over the count, until the sum would become infinite; from there on a running mean (promql/engine.go,
 * aggregation, AVG).
 */
export class AverageReducer implements Reducer {
  readonly #counts: Float64Array;
  /** Sums, or means where `isMean`. */
  readonly #totals: CompensatedSums;
  readonly #isMean: Uint8Array;

  constructor(cells: number) {
    this.#counts = new Float64Array(cells);
    this.#totals = new CompensatedSums(cells);
    this.#isMean = new Uint8Array(cells);
  }

  start(cell: number, value: number): void {
    this.#counts[cell] = 1;
    this.#totals.sums[cell] = value;
  }

  add(cell: number, value: number): void {
    const totals = this.#totals;
    const count = (this.#counts[cell] as number) + 1;
    this.#counts[cell] = count;
    if (this.#isMean[cell] === 0) {
      const total = (totals.sums[cell] as number) + value;
      if (total !== Infinity && total !== -Infinity) return totals.add(cell, value);
      this.#isMean[cell] = 1;
      totals.sums[cell] = (totals.sums[cell] as number) / (count - 1);
      totals.lost[cell] = (totals.lost[cell] as number) / (count - 1);
    }
    totals.scale(cell, (count - 1) / count);
    totals.add(cell, value / count);
  }

  result(cell: number): number {
    const sum = this.#totals.sums[cell] as number;
    const lost = this.#totals.lost[cell] as number;
    if (this.#isMean[cell] === 1) return sum + lost;
    const count = this.#counts[cell] as number;
    return sum / count + lost / count;
  }
}
