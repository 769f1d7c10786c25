import { apiOf } from "../../contract/apiOf.ts";
import type { SourceCheck } from "../../contract/sources.ts";
import { type Problem, problem } from "../../domain/problem/Problem.ts";
import { spokenOperation } from "../upstream/spokenOperation.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";
import { type BuildInfoCache, dataOf, jsonOf } from "./BuildInfoCache.ts";
import { checkPage, type PageFacts } from "./checkPage.ts";
import { engineSteps } from "./engineSteps.ts";
import { keptSteps, type KeptSamples } from "./keptSteps.ts";
import { clockStep, failedSteps, problemOf, skewOf, type Step } from "./checkSteps.ts";
import { credentialProbe, lookBackProbe, lookBacks, operationProbes } from "./operationProbes.ts";
import type { Source } from "./Source.ts";

export interface CheckDeps {
  readonly upstreams: Pick<Upstreams, "ask">;
  readonly buildInfo: BuildInfoCache;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What the engine holds of a source; undefined where it does not tell. */
  readonly statusOf?: (id: string) => Promise<KeptSamples | undefined>;
  /** Fetches and reads the page of an OpenMetrics source; throws ProblemError. Absent: only the engine is asked. */
  readonly readPage?: (source: Source, signal: AbortSignal) => Promise<PageFacts>;
}

export interface CheckOptions {
  /** Also looks for the oldest samples or lines: several more questions. */
  readonly isFull: boolean;
  readonly signal: AbortSignal;
}

/** The check as the page sees it, with the problem in its own type. */
export type CheckResult = SourceCheck & { readonly problem?: Problem };

/** K3: reachable, credentials, which of its operations answer, clock, version, and how far back it remembers. */
export async function checkSource(
  source: Source,
  deps: CheckDeps,
  options: CheckOptions,
): Promise<CheckResult> {
  const { readPage, now } = deps;
  // A draft is not in the engine yet.
  const kept = options.isFull ? await engineStepsOf(source, deps) : [];
  if (source.feed?.type === "page" && readPage !== undefined) {
    const check = await checkPage(source, { readPage, now }, options.signal);
    return { ...check, steps: [...check.steps, ...kept] };
  }
  const startMs = deps.now();
  const first = await probeCredentials(source, deps, options);
  const ms = deps.now() - startMs;
  if ("problem" in first) {
    const steps = [...failedSteps(first.problem), ...kept];
    return { ok: false, ms, steps, problem: first.problem };
  }
  const [operations, server, oldest] = await Promise.all([
    probeOperations(source, deps, options),
    probeVersion(source, deps),
    options.isFull ? probeOldest(source, deps, options) : undefined,
  ]);
  const skewMs = skewOf(first.date, { startMs, endMs: startMs + ms });
  const steps: Step[] = [
    { name: "Reachable", state: "ok", text: `Answers in ${ms} ms` },
    { name: "Credentials", state: "ok", text: source.auth.type === "none" ? "None are needed" : "Accepted" },
    operations.step,
    ...(skewMs === undefined ? [] : [clockStep(skewMs)]),
    ...(oldest ? [oldest] : []),
    ...kept,
  ];
  return {
    ok: operations.problem === undefined,
    ms,
    steps,
    ...(skewMs !== undefined && { clockSkewMs: skewMs }),
    ...(operations.problem && { problem: operations.problem }),
    ...(server !== undefined && { server }),
  };
}

/** How the engine does, and what it holds. */
async function engineStepsOf({ id, engine }: Source, { statusOf, now }: CheckDeps): Promise<Step[]> {
  if (engine === undefined) return [];
  return [...engineSteps(engine.health(), now()), ...keptSteps(await statusOf?.(id), now())];
}

async function probeCredentials(source: Source, { upstreams, now }: CheckDeps, { signal }: CheckOptions) {
  const { operation, params } = credentialProbe(source.kind, now());
  try {
    const answer =
      source.healthPath === undefined
        ? await upstreams.ask(source, operation, params, { signal })
        : await upstreams.ask(source, "health", {}, { signal });
    return { date: answer.headers["date"] };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Asks all at once. Without `query` a source is of no use; without another one a control stays grey. */
async function probeOperations(source: Source, { upstreams, now }: CheckDeps, { signal }: CheckOptions) {
  const probes = operationProbes(source.kind, now());
  const problems = await Promise.all(
    probes.map(async ({ operation, params }) => {
      try {
        const { text } = await upstreams.ask(source, operation, params, { signal });
        return isAnswer(source, text) ? undefined : problem("BAD_SHAPE", { source: "upstream" });
      } catch (error) {
        return problemOf(error);
      }
    }),
  );
  const missing = probes
    .filter((_probe, index) => problems[index])
    .map(({ operation }) => spokenOperation(operation));
  const answered = `${probes.length - missing.length} of ${probes.length} operations answer`;
  const step: Step = {
    name: "Operations",
    state: problems[0] ? "fail" : missing.length === 0 ? "ok" : "warn",
    text: missing.length === 0 ? answered : `${answered}; not ${missing.join(", ")}`,
  };
  return { step, problem: problems[0] };
}

/** Loki leaves `data` out where there is nothing, and answers its statistics bare. */
function isAnswer({ kind }: Source, text: string): boolean {
  const answer = jsonOf(text);
  return kind === "loki" ? typeof answer === "object" && answer !== null : dataOf(text) !== undefined;
}

const PRODUCTS = { prometheus: "Prometheus", loki: "Loki", openmetrics: "Sightglass" } as const;
const KEPT = {
  prometheus: { step: "Oldest sample", things: "samples" },
  loki: { step: "Oldest line", things: "lines" },
} as const;

async function probeVersion(
  source: Source,
  { upstreams, buildInfo }: CheckDeps,
): Promise<string | undefined> {
  buildInfo.forget(source.id);
  await buildInfo.ensure(source, upstreams);
  const info = buildInfo.get(source);
  return info === undefined || info.version === "" ? undefined : `${PRODUCTS[source.kind]} ${info.version}`;
}

async function probeOldest(
  source: Source,
  { upstreams, now }: CheckDeps,
  { signal }: CheckOptions,
): Promise<Step> {
  const nowMs = now();
  const hits = await Promise.all(
    lookBacks.map(async ({ days }) => {
      const { operation, params } = lookBackProbe(source.kind, days, nowMs);
      try {
        const data = dataOf((await upstreams.ask(source, operation, params, { signal })).text);
        return Array.isArray(data) && data.length > 0;
      } catch {
        return false;
      }
    }),
  );
  const oldest = lookBacks.find((_lookBack, index) => hits[index]);
  const { step, things } = KEPT[apiOf(source.kind)];
  const text = oldest
    ? `Has ${things} from at least ${oldest.text} ago`
    : `Has no ${things} older than a day`;
  return { name: step, state: "ok", text };
}
