import type { SeriesSamples } from "../../store/MetricStore.ts";
import { isStale } from "../../store/staleMarker.ts";
import { upperBound } from "../../store/upperBound.ts";

/** The series as range functions see it between two times: without stale markers, which are rare. */
export function withoutStale(series: SeriesSamples, afterMs: number, toMs: number): SeriesSamples {
  const { timesMs, values } = series;
  const from = upperBound(timesMs, afterMs);
  const to = upperBound(timesMs, toMs);
  let stale = 0;
  for (let i = from; i < to; i++) if (isStale(values, i)) stale++;
  return stale === 0 ? series : copy(series, { from, to, stale });
}

function copy({ labels, timesMs, values }: SeriesSamples, part: { from: number; to: number; stale: number }) {
  const length = part.to - part.from - part.stale;
  const kept = { labels, timesMs: new Float64Array(length), values: new Float64Array(length) };
  let end = 0;
  for (let i = part.from; i < part.to; i++) {
    if (isStale(values, i)) continue;
    kept.timesMs[end] = timesMs[i] as number;
    kept.values[end++] = values[i] as number;
  }
  return kept;
}
