import { formatGoValue } from "../../domain/query/promql/goNumber.ts";

/** A number as the value of a label: "1.0" for 1, "0.0" for either zero (Prometheus' model/labels/float.go). */
export function openMetricsFloat(value: number): string {
  if (value === 0) return "0.0";
  const text = formatGoValue(value);
  return Number.isFinite(value) && !/[.e]/.test(text) ? `${text}.0` : text;
}
