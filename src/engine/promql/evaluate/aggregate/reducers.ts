import { AverageReducer } from "./AverageReducer.ts";
import { CompensatedSums } from "./CompensatedSums.ts";

/** Running results of many cells, a cell being a group at a step. */
export interface Reducer {
  /** The first sample of the cell. */
  start(cell: number, value: number): void;
  add(cell: number, value: number): void;
  /** Of a cell that was started. */
  result(cell: number): number;
}

/** Undefined for an aggregation that is no running one. */
export function createReducer(operator: string, cells: number): Reducer | undefined {
  switch (operator) {
    case "sum":
      return new SumReducer(cells);
    case "avg":
      return new AverageReducer(cells);
    case "min":
      return new ExtremeReducer(cells, (value, known) => value < known);
    case "max":
      return new ExtremeReducer(cells, (value, known) => value > known);
    case "count":
      return new CountReducer(cells);
    case "group":
      return { start: () => undefined, add: () => undefined, result: () => 1 };
    case "stdvar":
      return new VarianceReducer(cells, (variance) => variance);
    case "stddev":
      return new VarianceReducer(cells, Math.sqrt);
    default:
      return undefined;
  }
}

class SumReducer implements Reducer {
  readonly #totals: CompensatedSums;

  constructor(cells: number) {
    this.#totals = new CompensatedSums(cells);
  }

  start(cell: number, value: number): void {
    this.#totals.sums[cell] = value;
  }

  add(cell: number, value: number): void {
    this.#totals.add(cell, value);
  }

  result(cell: number): number {
    const { sums, lost } = this.#totals;
    return (sums[cell] as number) + (lost[cell] as number);
  }
}

/** NaN only where there is nothing else. */
class ExtremeReducer implements Reducer {
  readonly #known: Float64Array;
  readonly #isBetter: (value: number, known: number) => boolean;

  constructor(cells: number, isBetter: (value: number, known: number) => boolean) {
    this.#known = new Float64Array(cells);
    this.#isBetter = isBetter;
  }

  start(cell: number, value: number): void {
    this.#known[cell] = value;
  }

  add(cell: number, value: number): void {
    const known = this.#known[cell] as number;
    if (this.#isBetter(value, known) || Number.isNaN(known)) this.#known[cell] = value;
  }

  result(cell: number): number {
    return this.#known[cell] as number;
  }
}

class CountReducer implements Reducer {
  readonly #counts: Float64Array;

  constructor(cells: number) {
    this.#counts = new Float64Array(cells);
  }

  start(cell: number): void {
    this.#counts[cell] = 1;
  }

  add(cell: number): void {
    this.#counts[cell] = (this.#counts[cell] as number) + 1;
  }

  result(cell: number): number {
    return this.#counts[cell] as number;
  }
}

/** Welford's running variance of a population. */
class VarianceReducer implements Reducer {
  readonly #counts: Float64Array;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;
  readonly #finish: (variance: number) => number;

  constructor(cells: number, finish: (variance: number) => number) {
    this.#counts = new Float64Array(cells);
    this.#means = new Float64Array(cells);
    this.#squares = new Float64Array(cells);
    this.#finish = finish;
  }

  start(cell: number, value: number): void {
    this.#counts[cell] = 1;
    this.#means[cell] = value;
    this.#squares[cell] = Number.isFinite(value) ? 0 : Number.NaN;
  }

  add(cell: number, value: number): void {
    const count = (this.#counts[cell] as number) + 1;
    const before = this.#means[cell] as number;
    const mean = before + (value - before) / count;
    this.#counts[cell] = count;
    this.#means[cell] = mean;
    this.#squares[cell] = (this.#squares[cell] as number) + (value - before) * (value - mean);
  }

  result(cell: number): number {
    return this.#finish((this.#squares[cell] as number) / (this.#counts[cell] as number));
  }
}
