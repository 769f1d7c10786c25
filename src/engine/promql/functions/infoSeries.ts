import { createMatcher, type LabelMatcher } from "../../labels/LabelMatcher.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { SeriesSamples, WindowHint } from "../../store/MetricStore.ts";
import { isStale } from "../../store/staleMarker.ts";
import type { Work } from "../../work/Work.ts";
import type { InfoMatchers } from "./infoMatchers.ts";
import type { TimeReference, VectorCall } from "./PromFunction.ts";

/** By these a series and its information belong together; fixed in Prometheus too. */
const IDENTIFYING = ["instance", "job"] as const;

/** Equal for what belongs together. */
export const targetOf = (labels: Labels): string =>
  IDENTIFYING.map((name) => `${labels.get(name).length}:${labels.get(name)}`).join("");

/** A series of information: at each step the time of its newest sample, NaN without one. */
export interface InfoSeries {
  readonly labels: Labels;
  readonly target: string;
  readonly sampleMs: Float64Array;
}

/** The information that belongs to any of the series, with the matchers. */
export function* readInfoSeries(
  call: VectorCall,
  series: readonly Labels[],
  { matchers, time }: { readonly matchers: InfoMatchers; readonly time: TimeReference },
): Work<InfoSeries[]> {
  const found: InfoSeries[] = [];
  const window = windowOf(call, time);
  for (const identifying of identifyingSelections(series)) {
    const selection = [...identifying, ...matchers.data, ...matchers.names];
    for (const samples of yield* call.store.select(selection, window)) {
      const { labels } = samples;
      const sampleMs = newestTimes(samples, call, window);
      if (sampleMs.some((timeMs) => !Number.isNaN(timeMs)))
        found.push({ labels, target: targetOf(labels), sampleMs });
      yield;
    }
  }
  return found;
}

function windowOf({ steps, lookbackMs }: VectorCall, { atMs, offsetMs }: TimeReference): WindowHint {
  const lastStepMs = steps.firstMs + (steps.count - 1) * steps.stepMs;
  return {
    firstMs: (atMs ?? steps.firstMs) - offsetMs,
    lastMs: (atMs ?? lastStepMs) - offsetMs,
    stepMs: steps.stepMs,
    rangeMs: lookbackMs,
    isNewestOnly: true,
  };
}

/** A selection for the series with both labels, one for those with only the first, and so on; none for neither. */
function identifyingSelections(series: readonly Labels[]): LabelMatcher[][] {
  const groups = new Map<string, Map<string, Set<string>>>();
  for (const labels of series) {
    const present = IDENTIFYING.filter((name) => labels.get(name) !== "");
    if (present.length === 0) continue;
    const values = groups.get(present.join()) ?? new Map<string, Set<string>>();
    groups.set(present.join(), values);
    for (const name of present) values.set(name, (values.get(name) ?? new Set()).add(labels.get(name)));
  }
  return [...groups.values()].map((values) =>
    IDENTIFYING.map((name) => {
      const texts = values.get(name);
      if (!texts) return createMatcher(name, "=", "");
      return createMatcher(name, "=~", [...texts].map(quotePattern).join("|"));
    }),
  );
}

const quotePattern = (text: string): string => text.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);

function newestTimes(
  { timesMs, values }: SeriesSamples,
  { steps }: VectorCall,
  window: WindowHint,
): Float64Array {
  const newest = new Float64Array(steps.count).fill(Number.NaN);
  const isPinned = window.lastMs === window.firstMs;
  let next = 0;
  for (let step = 0; step < steps.count; step++) {
    const timeMs = isPinned ? window.firstMs : window.firstMs + step * steps.stepMs;
    while (next < timesMs.length && (timesMs[next] ?? 0) <= timeMs) next++;
    const sampleMs = timesMs[next - 1] ?? -Infinity;
    if (sampleMs > timeMs - window.rangeMs && !isStale(values, next - 1)) newest[step] = sampleMs;
  }
  return newest;
}
