import { dropMetadata } from "../../labels/dropMetadata.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { RowSet, sameLabelsetError } from "./RowSet.ts";

/** Some tenths of a millisecond, where each row costs about a microsecond. */
const ROWS_PER_YIELD = 256;

/** Without the rows that have no sample at any step; the others keep their order, and move up in the same arrays. */
export function* dropEmptyRows(vector: StepVector): Work<StepVector> {
  const { labels, values, has } = vector;
  const { count } = vector.steps;
  const kept: Labels[] = [];
  for (const [row, rowLabels] of labels.entries()) {
    if (row % ROWS_PER_YIELD === 0) yield;
    const from = row * count;
    if (!hasAny(has, from, from + count)) continue;
    const to = (kept.push(rowLabels) - 1) * count;
    if (to === from) continue;
    values.copyWithin(to, from, from + count);
    has.copyWithin(to, from, from + count);
  }
  if (kept.length === labels.length) return vector;
  const cells = kept.length * count;
  return { ...vector, labels: kept, values: values.subarray(0, cells), has: has.subarray(0, cells) };
}

function hasAny(has: Uint8Array, from: number, to: number): boolean {
  for (let cell = from; cell < to; cell++) if (has[cell] === 1) return true;
  return false;
}

/** These rows, in this order. */
export function* pickRows(vector: StepVector, rows: readonly number[]): Work<StepVector> {
  const { steps, labels, values, has } = vector;
  const { count } = steps;
  const picked = { values: new Float64Array(rows.length * count), has: new Uint8Array(rows.length * count) };
  for (const [to, row] of rows.entries()) {
    if (to % ROWS_PER_YIELD === 0) yield;
    picked.values.set(values.subarray(row * count, (row + 1) * count), to * count);
    picked.has.set(has.subarray(row * count, (row + 1) * count), to * count);
  }
  return { steps, labels: rows.map((row) => labels[row] as Labels), ...picked };
}

/** The same samples under labels without the metric's name; rows that become one are merged, or refused where they meet. */
export function* dropNames(vector: StepVector): Work<StepVector> {
  const labels = yield* withoutNames(vector.labels);
  const renamed = { ...vector, labels };
  return areSurelyDistinct(vector.labels) ? renamed : yield* mergeEqualRows(renamed);
}

function* withoutNames(labels: readonly Labels[]): Work<Labels[]> {
  const dropped: Labels[] = [];
  for (const [row, one] of labels.entries()) {
    if (row % ROWS_PER_YIELD === 0) yield;
    dropped.push(dropMetadata(one));
  }
  return dropped;
}

export function* mergeEqualRows(vector: StepVector): Work<StepVector> {
  if (yield* areDistinct(vector.labels)) return vector;
  const rows = new RowSet(vector.steps, vector.labels.length);
  yield* rows.putAll(vector);
  return rows.finish();
}

/** Refuses rows of equal labels even where they never meet, as functions over range vectors do. */
export function* dropNamesOfDistinct(vector: StepVector): Work<StepVector> {
  const labels = yield* withoutNames(vector.labels);
  if (!areSurelyDistinct(vector.labels) && !(yield* areDistinct(labels))) throw sameLabelsetError();
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

function* areDistinct(labels: readonly Labels[]): Work<boolean> {
  const keys = new Set<string>();
  for (const [row, one] of labels.entries()) {
    if (row % ROWS_PER_YIELD === 0) yield;
    keys.add(one.key);
  }
  return keys.size === labels.length;
}
