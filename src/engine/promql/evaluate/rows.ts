import { dropMetadata } from "../../labels/dropMetadata.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { StepVector } from "../value/StepVector.ts";
import { RowSet, sameLabelsetError } from "./RowSet.ts";

/** Without the rows that have no sample at any step; the others keep their order. */
export function dropEmptyRows(vector: StepVector): StepVector {
  const { steps, labels, values, has } = vector;
  const { count } = steps;
  const kept: number[] = [];
  for (let row = 0; row < labels.length; row++) {
    const at = has.indexOf(1, row * count);
    if (at !== -1 && at < (row + 1) * count) kept.push(row);
  }
  return kept.length === labels.length ? vector : pickRows({ steps, labels, values, has }, kept);
}

/** These rows, in this order. */
export function pickRows({ steps, labels, values, has }: StepVector, rows: readonly number[]): StepVector {
  const { count } = steps;
  const picked = {
    steps,
    labels: rows.map((row) => labels[row] as Labels),
    values: new Float64Array(rows.length * count),
    has: new Uint8Array(rows.length * count),
  };
  for (const [to, row] of rows.entries()) {
    picked.values.set(values.subarray(row * count, (row + 1) * count), to * count);
    picked.has.set(has.subarray(row * count, (row + 1) * count), to * count);
  }
  return picked;
}

/** The same samples under labels without the metric's name; rows that become one are merged, or refused where they meet. */
export function dropNames(vector: StepVector): StepVector {
  const labels = vector.labels.map(dropMetadata);
  const renamed = { ...vector, labels };
  return areSurelyDistinct(vector.labels) ? renamed : mergeEqualRows(renamed);
}

export function mergeEqualRows(vector: StepVector): StepVector {
  if (areDistinct(vector.labels)) return vector;
  const rows = new RowSet(vector.steps, vector.labels.length);
  for (const [row, labels] of vector.labels.entries()) rows.putRow(rows.rowOf(labels), vector, row);
  return rows.finish();
}

/** Refuses rows of equal labels even where they never meet, as functions over range vectors do. */
export function dropNamesOfDistinct(vector: StepVector): StepVector {
  const labels = vector.labels.map(dropMetadata);
  if (!areSurelyDistinct(vector.labels) && !areDistinct(labels)) throw sameLabelsetError();
  return { ...vector, labels };
}

/** Series of one name are as distinct without it. */
function areSurelyDistinct(labels: readonly Labels[]): boolean {
  const [first] = labels;
  if (!first || labels.length === 1) return true;
  const name = first.metricName;
  return labels.every(
    (one) => one.metricName === name && one.get("__type__") === "" && one.get("__unit__") === "",
  );
}

function areDistinct(labels: readonly Labels[]): boolean {
  return new Set(labels.map((one) => one.key)).size === labels.length;
}
