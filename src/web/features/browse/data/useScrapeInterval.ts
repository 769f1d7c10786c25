import { useQuery } from "@tanstack/react-query";
import { scrapeIntervalMs } from "../../../../domain/browse/scrapeInterval.ts";
import type { Labels } from "../../../../domain/frame/Frame.ts";
import { selectorText } from "../../../../domain/query/promql/matchers.ts";
import { runQuery } from "../../../lib/runner/runQuery.ts";

/** Long enough to see two gaps of a one-minute scrape, short enough to be nothing for the source. */
const WINDOWS = ["5m", "1h"] as const;
const FRESH_MS = 10 * 60_000;
const CAP_BYTES = 256 * 1024;

export interface ScrapeFacts {
  /** null: too few samples to say. */
  readonly intervalMs: number | null;
  /** Its samples are native histograms. */
  readonly isNative: boolean;
}

/** How often one series of a metric has samples, by their own times just before `endMs`. */
export function useScrapeInterval(sourceId: string, series: Labels | null, endMs: number) {
  const selector = series === null ? "" : selectorText(series);
  return useQuery({
    queryKey: ["scrape", sourceId, selector, endMs],
    queryFn: async ({ signal }): Promise<ScrapeFacts> => {
      let isNative = false;
      for (const window of WINDOWS) {
        const expr = `${selector}[${window}]`;
        const request = { kind: "instant", sourceId, expr, timeMs: endMs, capBytes: CAP_BYTES } as const;
        const { result } = (await runQuery(request, signal)).decoded;
        const samples = result.kind === "matrix" ? (result.rows[0]?.samples ?? []) : [];
        isNative ||= samples.some((sample) => sample.histogram !== undefined);
        const intervalMs = scrapeIntervalMs(samples.map((sample) => sample.timeMs));
        if (intervalMs !== null) return { intervalMs, isNative };
      }
      return { intervalMs: null, isNative };
    },
    enabled: selector !== "",
    staleTime: FRESH_MS,
  });
}
