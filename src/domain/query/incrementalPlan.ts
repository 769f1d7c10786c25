import { dependsOnRange } from "./promql/dependsOnRange.ts";
import type { RangePlan } from "./planQuery.ts";

/** Samples may still arrive late (remote write, slow scrapes), so the newest stretch is always asked again. */
const OVERLAP_MS = 600_000;

export type RefreshPlan =
  | { readonly kind: "full"; readonly plan: RangePlan }
  /** Steps of the held result before `plan.startMs` stay; those before `keepFromMs` have left the range. */
  | { readonly kind: "incremental"; readonly plan: RangePlan; readonly keepFromMs: number };

export interface RefreshRequest {
  /** The plan whose result is on screen; null when there is none or it was partial. */
  readonly held: RangePlan | null;
  /** What `planQuery` makes of the same state now. */
  readonly next: RangePlan;
  /** The range ends at "now"; an absolute range is always asked whole. */
  readonly isRelative: boolean;
}

/** What a refresh has to ask: only the new steps and ten minutes before them, where the held result serves the rest (N2). */
export function incrementalPlan({ held, next, isRelative }: RefreshRequest): RefreshPlan {
  const full: RefreshPlan = { kind: "full", plan: next };
  if (!held || !isRelative || !continues(held, next) || dependsOnRange(next.expr)) return full;
  const overlapMs = Math.ceil(OVERLAP_MS / next.stepMs) * next.stepMs;
  const startMs = held.endMs - overlapMs;
  if (startMs <= next.startMs) return full;
  return { kind: "incremental", plan: { ...next, startMs }, keepFromMs: next.startMs };
}

/** Same question, same grid, same length, moved forward and still touching. */
function continues(held: RangePlan, next: RangePlan): boolean {
  const isSame = held.sourceId === next.sourceId && held.expr === next.expr && held.stepMs === next.stepMs;
  const isSameGrid = (next.startMs - held.startMs) % next.stepMs === 0;
  const grownMs = next.endMs - next.startMs - (held.endMs - held.startMs);
  const isForward = next.startMs >= held.startMs && next.endMs >= held.endMs && next.startMs <= held.endMs;
  return isSame && isSameGrid && Math.abs(grownMs) <= next.stepMs && isForward;
}
