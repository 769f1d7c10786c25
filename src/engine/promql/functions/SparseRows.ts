import type { Labels } from "../../labels/Labels.ts";
import type { Steps, StepVector } from "../value/StepVector.ts";
import { stackRows } from "./stackRows.ts";

/** A vector made cell by cell, where the labels of a row are known only step by step. */
export class SparseRows {
  readonly #steps: Steps;
  readonly #rows = new Map<Labels, StepVector>();

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /** Each Labels object has a row of its own, so that two series that became equal are still two. */
  set(labels: Labels, step: number, value: number): void {
    let row = this.#rows.get(labels);
    if (!row) {
      const { count } = this.#steps;
      const values = new Float64Array(count);
      row = { steps: this.#steps, labels: [labels], values, has: new Uint8Array(count) };
      this.#rows.set(labels, row);
    }
    row.has[step] = 1;
    row.values[step] = value;
  }

  toVector(): StepVector {
    return stackRows(this.#steps, [...this.#rows.values()]);
  }
}
