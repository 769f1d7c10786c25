import type { Steps, StepVector } from "../value/StepVector.ts";

export function emptyVector(steps: Steps): StepVector {
  return { steps, labels: [], values: new Float64Array(0), has: new Uint8Array(0) };
}

/** The rows of all vectors, one after the other. */
export function stackRows(steps: Steps, vectors: readonly StepVector[]): StepVector {
  const labels = vectors.flatMap((vector) => vector.labels);
  const values = new Float64Array(labels.length * steps.count);
  const has = new Uint8Array(values.length);
  let at = 0;
  for (const vector of vectors) {
    values.set(vector.values, at);
    has.set(vector.has, at);
    at += vector.values.length;
  }
  return { steps, labels, values, has };
}
