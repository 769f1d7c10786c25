import { describe, expect, it } from "vitest";
import { incrementalPlan } from "./incrementalPlan.ts";
import { planQuery, type PlanRequest, type RangePlan } from "./planQuery.ts";

const HOUR = 3_600_000;
/** 2026-01-01T10:00:07Z. */
const NOW = Date.UTC(2026, 0, 1, 10, 0, 7);
const request: PlanRequest = {
  row: { sourceId: "prod", expr: "rate(up[$__rate_interval])" },
  kind: "range",
  range: { startMs: NOW - HOUR, endMs: NOW },
  zone: "UTC",
  step: "auto",
  plotPx: 480,
  minStepMs: 15_000,
};

describe("planQuery", () => {
  it("aligns both ends to the step and fills in variables", () => {
    expect(planQuery(request)).toEqual({
      kind: "range",
      sourceId: "prod",
      expr: "rate(up[1m])",
      stepMs: 15_000,
      startMs: Date.UTC(2026, 0, 1, 9, 0, 0),
      endMs: Date.UTC(2026, 0, 1, 10, 0, 0),
    });
  });

  it("gives the same plan anywhere within a step, hence the same cache key", () => {
    const later = { startMs: NOW - HOUR + 6000, endMs: NOW + 6000 };
    expect(planQuery({ ...request, range: later })).toEqual(planQuery(request));
  });

  it("asks an instant query at the end of the range, with the same variables", () => {
    expect(planQuery({ ...request, kind: "instant" })).toEqual({
      kind: "instant",
      sourceId: "prod",
      expr: "rate(up[1m])",
      timeMs: NOW,
    });
  });

  it("refuses a manual step of more than 11,000 points, for a range query only", () => {
    const wide = { ...request, step: 1000, range: { startMs: NOW - 24 * HOUR, endMs: NOW } };
    expect(planQuery(wide)).toMatchObject({ kind: "refused", problem: { code: "TOO_MANY_POINTS" } });
    expect(planQuery({ ...wide, kind: "instant" })).toMatchObject({ kind: "instant" });
  });

  it("takes $__rate_interval from the source's scrape interval", () => {
    expect(planQuery({ ...request, minStepMs: 30_000 })).toMatchObject({
      expr: "rate(up[2m])",
      stepMs: 30_000,
    });
  });
});

describe("incrementalPlan", () => {
  const plan = (endMs: number, more: Partial<RangePlan> = {}): RangePlan => ({
    kind: "range",
    sourceId: "prod",
    expr: "up",
    stepMs: 60_000,
    startMs: endMs - 24 * HOUR,
    endMs,
    ...more,
  });
  const T = Date.UTC(2026, 0, 2);
  const held = plan(T);

  it("N2 asks only the new steps and ten minutes before them", () => {
    expect(incrementalPlan({ held, next: plan(T + 120_000), isRelative: true })).toEqual({
      kind: "incremental",
      plan: { ...plan(T + 120_000), startMs: T - 600_000 },
      keepFromMs: T + 120_000 - 24 * HOUR,
    });
  });

  it("N2 rounds the overlap up to whole steps", () => {
    const coarse = { stepMs: 7 * 60_000, startMs: 0, endMs: 210 * 60_000 };
    const next = { ...plan(0), ...coarse, startMs: 7 * 60_000, endMs: 217 * 60_000 };
    expect(incrementalPlan({ held: plan(0, coarse), next, isRelative: true })).toMatchObject({
      kind: "incremental",
      plan: { startMs: 196 * 60_000 },
    });
  });

  it.each<[string, RangePlan | null, RangePlan, boolean]>([
    ["nothing is held", null, plan(T + 60_000), true],
    ["the range is absolute", held, plan(T), false],
    ["the expression changed", held, plan(T + 60_000, { expr: "up2" }), true],
    ["the source changed", held, plan(T + 60_000, { sourceId: "b" }), true],
    ["the step changed", held, plan(T + 60_000, { stepMs: 30_000 }), true],
    ["the range became longer", held, plan(T + 60_000, { startMs: T - 48 * HOUR }), true],
    ["the range became shorter", held, plan(T + 60_000, { startMs: T - HOUR }), true],
    ["time went back", held, plan(T - 60_000), true],
    ["the held result is too old to touch", held, plan(T + 25 * HOUR), true],
    ["the grid moved", held, plan(T + 30_000), true],
    [
      "the range is not longer than the overlap",
      plan(T, { startMs: T - 600_000 }),
      plan(T + 60_000, { startMs: T - 540_000 }),
      true,
    ],
    [
      "a step's value depends on the whole range",
      plan(T, { expr: "up @ end()" }),
      plan(T + 60_000, { expr: "up @ end()" }),
      true,
    ],
  ])("N2 asks everything when %s", (_why, before, ...now) => {
    const [next, isRelative] = now;
    expect(incrementalPlan({ held: before, next, isRelative })).toEqual({ kind: "full", plan: next });
  });
});
