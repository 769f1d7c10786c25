import { msToNs, compareNs } from "../../domain/frame/logs/ns.ts";
import type { LogQueryPlan } from "../../domain/query/planLogQuery.ts";
import type { InstantPlan, RangePlan } from "../../domain/query/planQuery.ts";

/** What is asked, as far as it decides how long its answer stays true. `labels`: names, or values of one. */
export type AskedPlan =
  | Pick<RangePlan, "kind" | "endMs" | "stepMs">
  | (Pick<InstantPlan, "kind" | "timeMs"> & {
      /** The step of the grid that the time was aligned to, if it was. */
      readonly stepMs?: number;
    })
  | Pick<LogQueryPlan, "kind" | "endNs">
  | { readonly kind: "labels" };

/** Samples may arrive this late (remote write, slow scrapes); what is older stays as it is (decision 8). */
const SETTLED_MS = 600_000;
const SETTLED_FRESH_MS = 600_000;
const MIN_FRESH_MS = 1_000;
const MAX_FRESH_MS = 300_000;
const LABELS_FRESH_MS = 60_000;

/**
 * How long an answer that is asked for at `nowMs` may serve others, ms.
 *
 * - A plan on the step grid asks for fixed instants, so its answer changes by nothing but samples that arrive late, and
 *   once its end is `SETTLED_MS` ago by none: cached equals uncached, for 10 minutes at a time.
 * - Before that, it serves until the grid's next instant, when everybody's next plan asks for more anyway (at least 1 s,
 *   at most 5 min): a cached answer is what the source said no longer ago than that.
 * - The newest log lines are asked for each time, since somebody waits for the next one.
 * - Names and values change rarely: a minute.
 */
export function freshFor(plan: AskedPlan, nowMs: number): number {
  switch (plan.kind) {
    case "labels":
      return LABELS_FRESH_MS;
    case "logs":
      return compareNs(plan.endNs, msToNs(nowMs - SETTLED_MS)) <= 0 ? SETTLED_FRESH_MS : 0;
    case "range":
      return freshOnGrid(plan.endMs, plan.stepMs, nowMs);
    case "instant":
      return freshOnGrid(plan.timeMs, plan.stepMs ?? MIN_FRESH_MS, nowMs);
  }
}

function freshOnGrid(endMs: number, stepMs: number, nowMs: number): number {
  const agoMs = nowMs - endMs;
  if (agoMs >= SETTLED_MS) return SETTLED_FRESH_MS;
  // Also for an end that lies ahead, as of "today".
  const sinceInstantMs = ((agoMs % stepMs) + stepMs) % stepMs;
  return Math.min(MAX_FRESH_MS, Math.max(MIN_FRESH_MS, stepMs - sinceInstantMs));
}
