import { seriesKey } from "../../../../domain/format/seriesKey.ts";
import { msToNs } from "../../../../domain/frame/logs/ns.ts";
import type { ChartLayer, PinnedSample } from "../../../chart/ChartTypes.ts";
import type { Subject } from "./Subject.ts";

/** What one or two pinned samples stand for: a moment of a series, or the span between two; null where none is drawn. */
export function pinnedSubject(layers: readonly ChartLayer[], pins: readonly PinnedSample[]): Subject | null {
  const [first, second] = pins.flatMap((pin) => {
    const series = findSeries(layers, pin.key);
    return series ? [{ ...pin, ...series }] : [];
  });
  const last = second ?? first;
  if (!first || !last) return null;
  const { letter, labels, timeMs } = last;
  if (!second || first.timeMs === timeMs) return { letter, to: "logs", labels, atNs: msToNs(timeMs) };
  const [startMs, endMs] = [first.timeMs, timeMs].toSorted((a, b) => a - b);
  return { letter, to: "logs", labels, span: { startMs: startMs ?? timeMs, endMs: endMs ?? timeMs } };
}

function findSeries(layers: readonly ChartLayer[], key: string) {
  for (const { letter, result } of layers) {
    // The letter is the first character of the key: most layers need no look at their series.
    if (!key.startsWith(letter)) continue;
    const series = result.series.find(({ labels }) => seriesKey(letter, labels) === key);
    if (series) return { letter, labels: series.labels };
  }
  return null;
}
