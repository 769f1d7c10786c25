import type { Labels } from "./Labels.ts";

const METADATA: ReadonlySet<string> = new Set(["__name__", "__type__", "__unit__"]);
const isMetadata = (_: string, i: number, pairs: readonly string[]): boolean =>
  i % 2 === 0 && METADATA.has(pairs[i] ?? "");

/** Without the labels that say what the metric is, as after an operation that makes another one of it (Prometheus' schema.IsMetadataLabel). */
export function dropMetadata(labels: Labels): Labels {
  return labels.pairs.some(isMetadata) ? labels.without(METADATA) : labels;
}
