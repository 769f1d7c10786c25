import { openMetricsFloat } from "../../labels/openMetricsFloat.ts";
import type { StepVector } from "../value/StepVector.ts";

/** The rows with their quantile as a label. A quantile that changes from step to step makes rows for each of its values. */
export function nameByQuantile(rows: StepVector, label: string, quantiles: Float64Array): StepVector[] {
  return [...new Set(quantiles)].map((q) => {
    const text = openMetricsFloat(q);
    const isQuantile = quantiles.map((other) =>
      other === q || (Number.isNaN(other) && Number.isNaN(q)) ? 1 : 0,
    );
    const has = rows.has.map((isThere, cell) => isThere & (isQuantile[cell % rows.steps.count] ?? 0));
    return { ...rows, labels: rows.labels.map((labels) => labels.with(label, text)), has };
  });
}
