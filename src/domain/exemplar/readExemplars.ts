import type { Labels } from "../frame/Frame.ts";
import type { Exemplar } from "./Exemplar.ts";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** The entries whose values are texts; a source cannot make this throw. */
function readLabels(value: unknown): Labels {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === "string"));
}

/** `{"labels": {"trace_id": "…"}, "value": "0.67", "timestamp": 1600096945.479}`, or null for what is no exemplar. */
function readExemplar(entry: unknown, seriesLabels: Labels): Exemplar | null {
  const [labels, value, timestamp] = ["labels", "value", "timestamp"].map((name) => fieldOf(entry, name));
  const isNumber = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  const found = isNumber ? Number(value) : NaN;
  if (typeof timestamp !== "number" || !Number.isFinite(timestamp) || !Number.isFinite(found)) return null;
  return { labels: readLabels(labels), seriesLabels, value: found, timeMs: Math.round(timestamp * 1000) };
}

/**
 * The `data` of a `query_exemplars` answer: `[{"seriesLabels": {…}, "exemplars": [{…}]}]`, by time. What is not of that
 * shape, and a value that cannot be drawn (NaN, ±Inf), is left out.
 */
export function readExemplars(data: unknown): readonly Exemplar[] {
  const found = listOf(data).flatMap((entry) => {
    const seriesLabels = readLabels(fieldOf(entry, "seriesLabels"));
    return listOf(fieldOf(entry, "exemplars")).flatMap((one) => readExemplar(one, seriesLabels) ?? []);
  });
  return found.toSorted((a, b) => a.timeMs - b.timeMs);
}
