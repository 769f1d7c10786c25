import type { Labels } from "./Frame.ts";

/** One text per label set, whatever the order of its names. */
export function labelsKey(labels: Labels): string {
  const entries = Object.entries(labels);
  if (entries.length > 1) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(entries);
}
