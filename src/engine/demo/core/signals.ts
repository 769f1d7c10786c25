import { mix } from "./hash.ts";
import type { Segment } from "./Lives.ts";
import type { Octave } from "./noise.ts";
import { addSpline, spline } from "./noise.ts";
import type { WeekProfile } from "./WeekProfile.ts";
import { toWeekTimeS } from "./weekTime.ts";

/** Write values[from, to), whose times lie in the segment. */
export interface Run {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly segment: Segment;
  /** Of the series; with the time it decides every value. */
  readonly seed: number;
}

/** How the values of a series come from time. */
export interface Signal {
  write(run: Run): void;
}

/**
 * Something that happens `perS × profile` times a second. Its noise runs in units of the profile's integral, so that
 * it stays in proportion whatever the rate, and the count since the segment's start is closed:
 * perS × (U + Σ amplitude × period × (spline(U / period) − spline(0))), U = ∫ profile.
 */
export interface Flow {
  readonly profile: WeekProfile;
  readonly perS: number;
  readonly octaves: readonly Octave[];
  /** Tells the flows of one seed apart. */
  readonly salt: number;
}

export const LIVELY: readonly Octave[] = [
  { period: 55, amplitude: 0.16 },
  { period: 310, amplitude: 0.14 },
  { period: 2_300, amplitude: 0.2 },
  { period: 21_000, amplitude: 0.2 },
];
export const CALM: readonly Octave[] = [
  { period: 90, amplitude: 0.03 },
  { period: 700, amplitude: 0.04 },
  { period: 9_000, amplitude: 0.06 },
];

/** Of `perS` events a second on `profile`. */
export function flow(profile: WeekProfile, perS: number, options: Partial<Flow> = {}): Flow {
  return { profile, perS, octaves: LIVELY, salt: 0, ...options };
}

const octaveSeed = (run: Run, salt: number, octave: number): number =>
  mix(mix(run.seed, salt), octave * 7_919 + Math.floor(run.segment.fromMs / 1_000));

/** Adds weight × the flow's count since the segment's start. */
export function addFlow(run: Run, source: Flow, weight: number): void {
  const { timesMs, values, segment, from, to } = run;
  const { profile, octaves } = source;
  const amounts = new Float64Array(to - from);
  const start = profile.amountAt(toWeekTimeS(segment.fromMs));
  for (let i = 0; i < amounts.length; i++)
    amounts[i] = profile.amountAt(toWeekTimeS(timesMs[from + i] ?? 0)) - start;
  const noisy = amounts.slice();
  let zero = 0;
  octaves.forEach(({ period, amplitude }, i) => {
    const layer = { seed: octaveSeed(run, source.salt, i), period, scale: amplitude * period };
    zero += layer.scale * spline(layer.seed, 0);
    addSpline(noisy, amounts, layer);
  });
  const factor = weight * source.perS;
  // Rounding of the noise must not show as less than nothing.
  for (let i = 0; i < noisy.length; i++)
    values[from + i] = (values[from + i] ?? 0) + factor * Math.max(0, (noisy[i] ?? 0) - zero);
}

export interface WeightedFlow {
  readonly flow: Flow;
  readonly weight: number;
}

/** A counter of whole things, or of seconds, joules … when not whole. */
export function counter(parts: readonly WeightedFlow[], options: { readonly isWhole: boolean }): Signal {
  return {
    write: (run) => {
      run.values.fill(0, run.from, run.to);
      for (const part of parts) addFlow(run, part.flow, part.weight);
      if (options.isWhole)
        for (let i = run.from; i < run.to; i++) run.values[i] = Math.floor(run.values[i] ?? 0);
    },
  };
}

export const count = (source: Flow): Signal => counter([{ flow: source, weight: 1 }], { isWhole: true });
export const amount = (source: Flow): Signal => counter([{ flow: source, weight: 1 }], { isWhole: false });

/** What the flows leave of `perS` a second: idle time beside the modes in use. Together they must stay below it. */
export function remainder(perS: number, parts: readonly Flow[]): Signal {
  const used = counter(
    parts.map((part) => ({ flow: part, weight: 1 })),
    { isWhole: false },
  );
  return {
    write: (run) => {
      used.write(run);
      for (let i = run.from; i < run.to; i++)
        run.values[i] = (((run.timesMs[i] ?? 0) - run.segment.fromMs) / 1_000) * perS - (run.values[i] ?? 0);
    },
  };
}

/** A gauge: a + b × profile × (1 + noise), rounded to multiples of `quantum`. */
export interface Level {
  readonly profile: WeekProfile;
  readonly offset: number;
  readonly scale: number;
  readonly octaves: readonly Octave[];
  readonly quantum: number;
  readonly salt: number;
}

export function level(profile: WeekProfile, scale: number, options: Partial<Level> = {}): Signal {
  return levels([{ profile, offset: 0, scale, octaves: CALM, quantum: 0, salt: 0, ...options }]);
}

/** The sum of levels. */
export function levels(parts: readonly Level[]): Signal {
  return {
    write: (run) => {
      run.values.fill(0, run.from, run.to);
      for (const part of parts) addLevel(run, part);
    },
  };
}

function addLevel(run: Run, part: Level): void {
  const { profile, octaves, offset, scale, quantum } = part;
  const times = new Float64Array(run.to - run.from);
  for (let i = 0; i < times.length; i++) times[i] = toWeekTimeS(run.timesMs[run.from + i] ?? 0);
  // Each layer is 1 ± amplitude; the splines lie in [0, 1].
  const noise = new Float64Array(times.length).fill(
    octaves.reduce((sum, octave) => sum - octave.amplitude, 1),
  );
  octaves.forEach(({ period, amplitude }, i) =>
    addSpline(noise, times, { seed: mix(mix(run.seed, part.salt), i), period, scale: 2 * amplitude }),
  );
  for (let i = 0; i < times.length; i++) {
    const value = offset + scale * profile.valueAt(times[i] ?? 0) * (noise[i] ?? 1);
    const rounded = quantum > 0 ? Math.round(value / quantum) * quantum : value;
    run.values[run.from + i] = (run.values[run.from + i] ?? 0) + rounded;
  }
}

export function constant(value: number): Signal {
  return { write: (run) => void run.values.fill(value, run.from, run.to) };
}

/** Epoch seconds at which the segment began. */
export const startTime: Signal = {
  write: (run) => void run.values.fill(Math.floor(run.segment.fromMs / 10) / 100, run.from, run.to),
};

/** For states that depend on nothing but the time. */
export function computed(valueAt: (timeMs: number, segment: Segment) => number): Signal {
  return {
    write: (run) => {
      for (let i = run.from; i < run.to; i++) run.values[i] = valueAt(run.timesMs[i] ?? 0, run.segment);
    },
  };
}
