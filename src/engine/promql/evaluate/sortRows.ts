import { compareLabels } from "../../labels/compareLabels.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { pickRows } from "./rows.ts";

/** Rows in the order of their labels. */
export function* sortRows(vector: StepVector): Work<StepVector> {
  const { labels } = vector;
  let isSorted = true;
  for (let row = 1; row < labels.length && isSorted; row++) {
    isSorted = compareLabels(labels[row - 1] as Labels, labels[row] as Labels) <= 0;
    if (row % COMPARISONS_PER_YIELD === 0) yield;
  }
  if (isSorted) return vector;
  let order = Array.from(labels.keys());
  for (let width = 1; width < order.length; width *= 2) order = yield* mergeRuns(order, { width, labels });
  return yield* pickRows(vector, order);
}

const COMPARISONS_PER_YIELD = 1_000;

interface Runs {
  /** Length of the sorted runs. */
  readonly width: number;
  readonly labels: readonly Labels[];
}

/** One pass of a merge sort, which unlike Array's own can be interrupted. */
function* mergeRuns(order: readonly number[], { width, labels }: Runs): Work<number[]> {
  const merged: number[] = [];
  for (let from = 0; from < order.length; from += 2 * width) {
    const middle = Math.min(from + width, order.length);
    const to = Math.min(middle + width, order.length);
    let left = from;
    let right = middle;
    while (left < middle || right < to) {
      const takesLeft = right >= to || (left < middle && !isBefore(order[right], order[left]));
      merged.push(order[takesLeft ? left++ : right++] as number);
      if (merged.length % COMPARISONS_PER_YIELD === 0) yield;
    }
  }
  return merged;

  function isBefore(row: number | undefined, other: number | undefined): boolean {
    return compareLabels(labels[row as number] as Labels, labels[other as number] as Labels) < 0;
  }
}
