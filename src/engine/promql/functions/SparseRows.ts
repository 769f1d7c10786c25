import type { Labels } from "../../labels/Labels.ts";
import type { Steps, StepVector } from "../value/StepVector.ts";
import { stackRows } from "./stackRows.ts";

/** A vector made cell by cell, where the labels of a row are known only step by step. */
export class SparseRows {
  readonly #steps: Steps;
  readonly #rows = new Map<string, StepVector>();

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /** A second value for the same labels and step makes a row of its own, so that it is seen. */
  set(labels: Labels, step: number, value: number): void {
    for (let copy = 0; ; copy++) {
      const row = this.#row(labels, `${copy}:${labels.key}`);
      if (row.has[step] === 1) continue;
      row.has[step] = 1;
      row.values[step] = value;
      return;
    }
  }

  #row(labels: Labels, key: string): StepVector {
    const known = this.#rows.get(key);
    if (known) return known;
    const { count } = this.#steps;
    const values = new Float64Array(count);
    const row = { steps: this.#steps, labels: [labels], values, has: new Uint8Array(count) };
    this.#rows.set(key, row);
    return row;
  }

  toVector(): StepVector {
    return stackRows(this.#steps, [...this.#rows.values()]);
  }
}
