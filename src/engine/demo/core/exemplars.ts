import { Labels } from "../../labels/Labels.ts";
import type { ExemplarData, TimeSpan } from "../../store/MetricStore.ts";
import { mix, unitHash } from "./hash.ts";
import type { Histogram } from "./histogram.ts";
import { quantileOf } from "./histogram.ts";
import type { Segment } from "./Lives.ts";
import { toWeekTimeS } from "./weekTime.ts";

/** At most one request a minute and process is traced. */
const SLOT_MS = 60_000;
/** Traced are slow requests, the more of them the more there are; some in the best of times. */
const LEAST_CHANCE = 0.02;
const CHANCE_PER_SHARE = 1.6;

export interface Traced {
  readonly histogram: Histogram;
  readonly service: string;
  /** Of the bounds; bounds.length is +Inf. */
  readonly bucket: number;
  readonly seed: number;
}

/** The exemplars of one bucket: traced requests of the last mode (the slow one) that no smaller bucket holds. */
export function tracesOf(
  traced: Traced,
  within: { readonly segments: readonly Segment[]; readonly span: TimeSpan },
): ExemplarData[] {
  const { bounds } = traced.histogram;
  const bucket = { least: bounds[traced.bucket - 1] ?? 0, most: bounds[traced.bucket] ?? Infinity };
  const found: ExemplarData[] = [];
  for (const segment of within.segments) {
    const startMs = Math.max(segment.fromMs, within.span.startMs);
    const endMs = Math.min(segment.toMs - 1, within.span.endMs);
    for (let slot = Math.floor(startMs / SLOT_MS); slot * SLOT_MS <= endMs; slot++) {
      const trace = traceIn(traced, slot, bucket);
      if (trace !== undefined && trace.timeMs >= startMs && trace.timeMs <= endMs) found.push(trace);
    }
  }
  return found;
}

interface Bucket {
  readonly least: number;
  readonly most: number;
}

function traceIn(traced: Traced, slot: number, bucket: Bucket): ExemplarData | undefined {
  const slow = traced.histogram.modes.at(-1);
  if (slow === undefined) return undefined;
  const seed = mix(traced.seed, slot);
  const value = Math.round(quantileOf(0.05 + 0.93 * unitHash(seed, 3), slow.median) * 1e6) / 1e6;
  if (value <= bucket.least || value > bucket.most) return undefined;
  const timeMs = slot * SLOT_MS + Math.floor(unitHash(seed, 1) * SLOT_MS);
  const chance = Math.max(LEAST_CHANCE, CHANCE_PER_SHARE * slowShare(traced.histogram, timeMs));
  if (unitHash(seed, 2) > chance) return undefined;
  return { labels: Labels.from({ trace_id: traceId(seed) }), value, timeMs };
}

function slowShare(histogram: Histogram, timeMs: number): number {
  const rates = histogram.modes.map(({ flow }) => flow.perS * flow.profile.valueAt(toWeekTimeS(timeMs)));
  const all = rates.reduce((sum, rate) => sum + rate, 0);
  return all === 0 ? 0 : (rates.at(-1) ?? 0) / all;
}

const traceId = (seed: number): string =>
  [4, 5, 6, 7].map((part) => mix(seed, part).toString(16).padStart(8, "0")).join("");
