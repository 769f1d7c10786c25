import { Labels } from "../../../src/engine/labels/Labels.ts";
import type { QueryData } from "../../../src/engine/promql/evaluateQuery.ts";
import type { StepVector } from "../../../src/engine/promql/value/StepVector.ts";

export interface FoundRow {
  readonly labels: Labels;
  readonly points: readonly (readonly [timeMs: number, value: number])[];
}

/** A query's answer in a form that is easy to compare. */
export type Found =
  | { readonly type: "scalar"; readonly value: number }
  | { readonly type: "string"; readonly text: string }
  | { readonly type: "vector" | "matrix"; readonly rows: readonly FoundRow[] };

export function foundIn(data: QueryData): Found {
  if (data.resultType === "scalar") return { type: "scalar", value: data.value };
  if (data.resultType === "string") return { type: "string", text: data.text };
  if (data.resultType === "vector") return { type: "vector", rows: rowsOf(data.vector) };
  if (data.form === "steps") return { type: "matrix", rows: rowsOf(data.vector) };
  const rows = data.series.map(({ labels, timesMs, values }) => ({
    labels,
    points: [...timesMs].map((timeMs, index) => [timeMs, values[index] ?? Number.NaN] as const),
  }));
  return { type: "matrix", rows };
}

function rowsOf({ steps, labels, values, has }: StepVector): FoundRow[] {
  const rows = labels.map((one, row) => {
    const points: [number, number][] = [];
    for (let step = 0; step < steps.count; step++) {
      const cell = row * steps.count + step;
      if (has[cell] === 1) points.push([steps.firstMs + step * steps.stepMs, values[cell] ?? Number.NaN]);
    }
    return { labels: one, points };
  });
  return rows.filter(({ points }) => points.length > 0);
}

/** What a range query has found at one of its steps, as an instant query would. */
export function atStep(found: Found, timeMs: number, isScalar: boolean): Found {
  if (found.type === "scalar" || found.type === "string") return found;
  const rows = found.rows
    .map(({ labels, points }) => ({ labels, points: points.filter(([at]) => at === timeMs) }))
    .filter(({ points }) => points.length > 0);
  if (!isScalar) return { type: "vector", rows };
  return { type: "scalar", value: rows[0]?.points[0]?.[1] ?? Number.NaN };
}
