import { formatDuration } from "./duration.ts";

/** Prometheus' default; used when a source's own interval is unknown. */
const DEFAULT_SCRAPE_MS = 15_000;

/** The shortest window in which every step sees at least two scrapes even when one is missed: max(step + scrape, 4 × scrape), Grafana's rule. */
export function rateIntervalMs(stepMs: number, scrapeMs = DEFAULT_SCRAPE_MS): number {
  return Math.max(stepMs + scrapeMs, 4 * scrapeMs);
}

export interface VariableInput {
  readonly stepMs: number;
  readonly rangeMs: number;
  readonly scrapeMs?: number;
}

/** Texts for Grafana's interval variables, by name with the dollar sign. `…_ms` and `…_s` are plain numbers, the rest Prometheus durations. */
export function variableValues({
  stepMs,
  rangeMs,
  scrapeMs = DEFAULT_SCRAPE_MS,
}: VariableInput): Record<string, string> {
  const rateMs = rateIntervalMs(stepMs, scrapeMs);
  const rangeS = Math.max(1, Math.round(rangeMs / 1000));
  return {
    $__interval: formatDuration(stepMs),
    $__interval_ms: String(stepMs),
    $__rate_interval: formatDuration(rateMs),
    $__rate_interval_ms: String(rateMs),
    $__range: formatDuration(rangeS * 1000),
    $__range_s: String(rangeS),
    $__range_ms: String(rangeS * 1000),
  };
}
