/** Intervals that people configure, seconds. */
const USUAL_S = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];
/** A measured interval this near to a usual one is that one: scrapes jitter by milliseconds, seldom by seconds. */
const NEAR = 0.12;

/** How often a series is scraped, by the times of its samples (milliseconds, ascending); null when they are too few. */
export function scrapeIntervalMs(timesMs: readonly number[]): number | null {
  const gapsMs = timesMs
    .slice(1)
    .map((timeMs, at) => timeMs - (timesMs[at] ?? 0))
    .filter((gapMs) => gapMs > 0)
    .toSorted((a, b) => a - b);
  // One gap may be a missed scrape; two that agree are an interval.
  if (gapsMs.length < 2) return null;
  const medianMs = gapsMs[Math.floor((gapsMs.length - 1) / 2)] ?? 0;
  const usualS = USUAL_S.find((seconds) => Math.abs(medianMs / 1000 - seconds) <= seconds * NEAR);
  return usualS === undefined ? Math.round(medianMs / 1000) * 1000 || medianMs : usualS * 1000;
}
