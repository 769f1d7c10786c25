import type { WindowHint } from "./MetricStore.ts";

/** Times above `afterMs` and up to `upToMs`. */
export interface Reach {
  readonly afterMs: number;
  readonly upToMs: number;
}

/**
 * Which part of samples that lie between oldestMs and newestMs (both inclusive) the windows can hold; undefined where
 * no window touches them. Windows that leave gaps between them (a long step) skip what lies in a gap.
 */
export function windowReach(oldestMs: number, newestMs: number, window: WindowHint): Reach | undefined {
  const { firstMs, lastMs, rangeMs } = window;
  const stepMs = window.stepMs > 0 ? window.stepMs : 1;
  const mostSteps = lastMs > firstMs ? Math.floor((lastMs - firstMs) / stepMs) : 0;
  // The first window that does not end before the oldest sample, the last one that begins before the newest.
  const first = Math.max(0, Math.ceil((oldestMs - firstMs) / stepMs));
  const last = Math.min(mostSteps, Math.ceil((newestMs + rangeMs - firstMs) / stepMs) - 1);
  if (first > last) return undefined;
  return { afterMs: firstMs + first * stepMs - rangeMs, upToMs: firstMs + last * stepMs };
}
