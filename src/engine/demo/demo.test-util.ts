import { createMatcher } from "../labels/LabelMatcher.ts";
import type { Selection, SeriesSamples, WindowHint } from "../store/MetricStore.ts";
import { finish } from "../work/Work.ts";
import { DemoStore } from "./DemoStore.ts";

/** A Thursday, 14:46 in a zone an hour ahead: 26 minutes into an incident of checkout. */
export const NOW_MS = Date.UTC(2025, 10, 20, 13, 46);
export const HOUR_MS = 3_600_000;

export const demoAt = (nowMs = NOW_MS, seed = 1): DemoStore => new DemoStore({ seed, now: () => nowMs });

export const where = (labels: Readonly<Record<string, string>>): Selection =>
  Object.entries(labels).map(([name, value]) => createMatcher(name, "=", value));

/** What an instant query sees. */
export const instant = (timeMs: number): WindowHint => ({
  firstMs: timeMs,
  lastMs: timeMs,
  stepMs: 1,
  rangeMs: 300_000,
  isNewestOnly: true,
});

/** Every sample of a span. */
export const span = (startMs: number, endMs: number): WindowHint => ({
  firstMs: endMs,
  lastMs: endMs,
  stepMs: 1,
  rangeMs: endMs - startMs,
  isNewestOnly: false,
});

export const select = (
  store: DemoStore,
  labels: Readonly<Record<string, string>>,
  window: WindowHint,
): SeriesSamples[] => finish(store.select(where(labels), window));

/** Increase of all series together, resets left out: enough to compare shares. */
export function increase(series: readonly SeriesSamples[]): number {
  let total = 0;
  for (const { values } of series)
    for (let i = 1; i < values.length; i++) {
      const step = (values[i] ?? 0) - (values[i - 1] ?? 0);
      if (step > 0) total += step;
    }
  return total;
}
