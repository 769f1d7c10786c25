import { EngineError } from "../../EngineError.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { Steps, StepVector } from "../value/StepVector.ts";
import type { QueryBudget } from "./QueryBudget.ts";

/**
 * Collects a result whose rows come as they are found, one row per set of labels. A second sample of a row at one step
 * is Prometheus' error for it.
 */
export class RowSet {
  readonly steps: Steps;
  readonly labels: Labels[] = [];
  readonly #rows = new Map<string, number>();
  readonly #budget: QueryBudget | null;
  #values: Float64Array;
  #has: Uint8Array;

  constructor(steps: Steps, expectedRows: number, budget: QueryBudget | null = null) {
    this.steps = steps;
    this.#budget = budget;
    const cells = expectedRows * steps.count;
    budget?.hold(cells);
    this.#values = new Float64Array(cells);
    this.#has = new Uint8Array(cells);
  }

  /** The row of these labels, new when there is none yet. */
  rowOf(labels: Labels): number {
    const known = this.#rows.get(labels.key);
    if (known !== undefined) return known;
    const row = this.labels.push(labels) - 1;
    this.#rows.set(labels.key, row);
    const cells = this.labels.length * this.steps.count;
    if (cells > this.#values.length) this.#grow(cells * 2);
    return row;
  }

  put(row: number, step: number, value: number): void {
    const cell = row * this.steps.count + step;
    if (this.#has[cell] === 1) throw sameLabelsetError();
    this.#has[cell] = 1;
    this.#values[cell] = value;
  }

  /** Adds to what the row has at the step. */
  add(row: number, step: number, value: number): void {
    const cell = row * this.steps.count + step;
    this.#has[cell] = 1;
    this.#values[cell] = (this.#values[cell] as number) + value;
  }

  /** All samples of another vector of the same steps. */
  *putAll(vector: StepVector): Work<void> {
    for (const [row, labels] of vector.labels.entries()) {
      this.#putRow(this.rowOf(labels), vector, row);
      if ((row * this.steps.count) % CELLS_PER_YIELD < this.steps.count) yield;
    }
  }

  finish(): StepVector {
    const cells = this.labels.length * this.steps.count;
    return {
      steps: this.steps,
      labels: this.labels,
      values: this.#values.subarray(0, cells),
      has: this.#has.subarray(0, cells),
    };
  }

  #putRow(row: number, { values, has }: StepVector, from: number): void {
    const base = from * this.steps.count;
    for (let step = 0; step < this.steps.count; step++)
      if (has[base + step] === 1) this.put(row, step, values[base + step] as number);
  }

  #grow(cells: number): void {
    this.#budget?.hold(cells - this.#values.length);
    const values = new Float64Array(cells);
    values.set(this.#values);
    this.#values = values;
    const has = new Uint8Array(cells);
    has.set(this.#has);
    this.#has = has;
  }
}

const CELLS_PER_YIELD = 5_000;

export const sameLabelsetError = (): EngineError =>
  new EngineError("execution", "vector cannot contain metrics with the same labelset");
