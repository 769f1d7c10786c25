import { askBrowser, browseSource } from "../../../lib/browse/askBrowser.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";

/** What is asked of a metrics source to find out why an answer is empty; each bounded by range, selector and limit. */
export interface SeriesWhyClient {
  /** Whether any series fits a selector; "" = whether there is anything. */
  readonly has: (match: string, range: ResolvedRange) => Promise<boolean>;
  /** Of the names in the range, how many there are and which is nearest. */
  readonly nearestMetric: (
    name: string,
    range: ResolvedRange,
  ) => Promise<{ readonly names: number; readonly near: string | null }>;
  readonly labels: (match: string, range: ResolvedRange) => Promise<readonly string[]>;
  readonly values: (label: string, match: string, range: ResolvedRange) => Promise<readonly string[]>;
}

/** Asks by the browse worker: it holds the names, reads no more than it needs, and the page stays free. */
export function seriesWhyClient(sourceId: string, signal: AbortSignal): SeriesWhyClient {
  const source = browseSource({ id: sourceId, kind: "prometheus" });
  return {
    has: (match, range) => askBrowser("has", { source, match, range }, signal),
    nearestMetric: (name, range) => askBrowser("nearest", { source, match: "", range, name }, signal),
    labels: async (match, range) => {
      const { names } = await askBrowser("labels", { source, match, range }, signal);
      return names.filter((name) => name !== "__name__");
    },
    values: async (label, match, range) =>
      (await askBrowser("values", { source, match, range, label, typed: "" }, signal)).names,
  };
}
