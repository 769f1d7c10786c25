import type { Lives, Segment } from "./Lives.ts";
import type { Run, Signal } from "./signals.ts";

/** The value while the process runs, by how long it has, else 0. */
export function whileUp(lives: Lives, valueAt: (sinceMs: number) => number): Signal {
  return {
    write: ({ timesMs, values, from, to }: Run) => {
      const segments = lives.between(timesMs[from] ?? 0, timesMs[to - 1] ?? 0);
      let at = 0;
      for (let i = from; i < to; i++) {
        const timeMs = timesMs[i] ?? 0;
        while (at < segments.length && (segments[at]?.toMs ?? 0) <= timeMs) at++;
        const segment = segments[at];
        values[i] = segment !== undefined && segment.fromMs <= timeMs ? valueAt(timeMs - segment.fromMs) : 0;
      }
    },
  };
}

/** How many of the segments hold each time, at most `most`. */
export function countPresent(
  segmentsIn: (startMs: number, endMs: number) => readonly Segment[],
  most = Infinity,
): Signal {
  return {
    write: ({ timesMs, values, from, to }: Run) => {
      values.fill(0, from, to);
      for (const { fromMs, toMs } of segmentsIn(timesMs[from] ?? 0, timesMs[to - 1] ?? 0)) {
        const end = firstAtOrAfter(timesMs, { timeMs: toMs, from, to });
        for (let i = firstAtOrAfter(timesMs, { timeMs: fromMs, from, to }); i < end; i++)
          values[i] = Math.min(most, (values[i] ?? 0) + 1);
      }
    },
  };
}

function firstAtOrAfter(timesMs: Float64Array, at: { timeMs: number; from: number; to: number }): number {
  let low = at.from;
  let high = at.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? 0) < at.timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
