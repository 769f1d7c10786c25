import { expect, it } from "vitest";
import { planQuery, type RangePlan } from "../../domain/query/planQuery.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import { LATEST_MS, LateWorld } from "../../testing/engine/lateWorld.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { seeded } from "../../testing/hostileRequests.ts";
import type { ForwardCall } from "../upstream/UpstreamPool.ts";
import { createAnswers } from "./createAnswers.ts";
import { freshFor } from "./freshFor.ts";
import { isFull } from "../../testing/isFull.ts";

const SEQUENCES = isFull ? 10_000 : 400;
const SEED = Number(process.env["SIGHTGLASS_CACHE_SEED"] ?? (isFull ? Date.now() % 1_000_000_000 : 20_261));
const ASKS = 8;
const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 21, 12);

const QUERIES = [
  "temperature",
  "sum by (node) (rate(requests_total[$__rate_interval]))",
  "increase(requests_total[5m])",
  "histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))",
  "avg_over_time(temperature[2m]) > 50",
  "topk(2, temperature)",
  "count(temperature) or vector(0)",
  "temperature offset 3m",
  "max_over_time(rate(requests_total[1m])[5m:30s])",
];
const RANGES = [
  ["now-15m", "now"],
  ["now-1h", "now"],
  ["now-40m", "now-12m"],
  ["now-30m", "now-8m"],
  ["now-20m", "now+20m"],
  [String(NOON - 50 * MINUTE), String(NOON - 20 * MINUTE)],
  [String(NOON - 10 * MINUTE), String(NOON + 7 * MINUTE)],
] as const;
const ZONES = ["UTC", "America/New_York", "Asia/Kolkata"];
const STEPS = ["auto", 15_000, 60_000, 300_000, 7_000] as const;
const pick = <T>(random: () => number, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T;

/** How old a cached answer may be, told apart from `freshFor`: by the sentences of its comment. */
function boundMs({ endMs, stepMs }: RangePlan, atMs: number): number {
  if (endMs <= atMs - 10 * MINUTE) return 10 * MINUTE;
  let instantMs = endMs;
  while (instantMs <= atMs) instantMs += stepMs;
  while (instantMs - stepMs > atMs) instantMs -= stepMs;
  return Math.min(5 * MINUTE, Math.max(1_000, instantMs - atMs));
}

/** One world, several questions on a clock that goes on between them, some asked again and again. */
async function play(seed: number): Promise<{ cached: number; settled: number; differences: string[] }> {
  const random = seeded(seed);
  const world = new LateWorld(random, { startMs: NOON - 2 * 60 * MINUTE, endMs: NOON + 40 * MINUTE });
  let nowMs = NOON + Math.floor(random() * 5 * MINUTE);
  const askedAt = new Map<string, number>();
  const plans = new Map<string, RangePlan>();
  const collect = async ({ params }: ForwardCall) => {
    const plan = plans.get(params.encoded);
    if (plan === undefined) throw new Error("not a plan of ours");
    askedAt.set(params.encoded, nowMs);
    return await Promise.resolve({
      contentType: "application/json",
      body: Buffer.from(world.answer(plan, nowMs)),
    });
  };
  const answers = createAnswers({ upstreams: { collect }, now: () => nowMs });
  const source = aSource({ version: String(seed) });
  const questions = Array.from({ length: 3 }, () => ({
    expr: pick(random, QUERIES),
    range: pick(random, RANGES),
    zone: pick(random, ZONES),
    step: pick(random, STEPS),
  }));
  const result = { cached: 0, settled: 0, differences: [] as string[] };
  for (let i = 0; i < ASKS; i += 1) {
    const { expr, range, zone, step } = pick(random, questions);
    const resolved = resolveRange({ from: range[0], to: range[1] }, nowMs, zone);
    if (resolved === null) throw new Error("no range");
    const row = { sourceId: "prod", expr };
    const plan = planQuery({
      row,
      kind: "range",
      range: resolved,
      zone,
      step,
      plotPx: 120,
      minStepMs: 15_000,
    });
    if (plan.kind !== "range") throw new Error("no plan");
    const encoded = JSON.stringify(plan);
    plans.set(encoded, plan);
    const freshMs = freshFor(plan, nowMs);
    const call: ForwardCall = { source, operation: "query_range", params: { encoded, isPost: false } };
    const got = String((await answers.ask({ call, owner: "ann", freshMs })).body);
    const atMs = askedAt.get(encoded) ?? Infinity;
    const isSettled = plan.endMs <= atMs - LATEST_MS - 10_000;
    result.cached += atMs < nowMs ? 1 : 0;
    result.settled += atMs < nowMs && isSettled ? 1 : 0;
    const where = `seed ${seed}, ask ${i}: ${expr}, ${nowMs - atMs} ms old`;
    if (got !== world.answer(plan, atMs)) result.differences.push(`${where}: not what was answered`);
    if (isSettled && got !== world.answer(plan, nowMs)) result.differences.push(`${where}: it changed since`);
    if (nowMs - atMs >= boundMs(plan, atMs) && nowMs > atMs) result.differences.push(`${where}: too old`);
    nowMs += Math.floor(random() < 0.2 ? random() * 8 * MINUTE : random() * 20_000);
  }
  return result;
}

it(
  `G16 in ${SEQUENCES} sequences of questions, cached answers are those of the source, of a moment no longer ago than stated`,
  async () => {
    const total = { cached: 0, settled: 0, differences: [] as string[] };
    for (let i = 0; i < SEQUENCES; i += 1) {
      const { cached, settled, differences } = await play(SEED + i);
      total.cached += cached;
      total.settled += settled;
      total.differences.push(...differences);
    }
    expect(total.differences).toEqual([]);
    // So that it says something: a good share came from the cache, and much of that could never change.
    expect(total.cached).toBeGreaterThan(SEQUENCES);
    expect(total.settled).toBeGreaterThan(SEQUENCES / 3);
  },
  isFull ? 3_600_000 : 120_000,
);
