import type { SourceCheck } from "../../contract/sources.ts";
import type { Problem } from "../../domain/problem/Problem.ts";
import { clockStep, failedSteps, problemOf, skewOf, type Step } from "./checkSteps.ts";
import type { Source } from "./Source.ts";

/** A page that was read to its end. */
export interface PageFacts {
  readonly samples: number;
  readonly series: number;
  /** "OpenMetrics" or "Prometheus text". */
  readonly format: string;
  /** The page's clock, as its Date header has it. */
  readonly date: string | undefined;
}

export interface PageCheckDeps {
  readonly readPage: (source: Source, signal: AbortSignal) => Promise<PageFacts>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** K3 for a page: reachable, credentials, is it metrics from the first line to the last, clock. */
export async function checkPage(
  source: Source,
  { readPage, now }: PageCheckDeps,
  signal: AbortSignal,
): Promise<SourceCheck & { readonly problem?: Problem }> {
  const startMs = now();
  try {
    const { samples, series, format, date } = await readPage(source, signal);
    const endMs = now();
    const skewMs = skewOf(date, { startMs, endMs });
    const count = `${samples.toLocaleString("en-GB")} samples, ${series.toLocaleString("en-GB")} series, ${format}`;
    return {
      ok: true,
      ms: endMs - startMs,
      steps: [
        { name: "Reachable", state: "ok", text: `Answers in ${endMs - startMs} ms` },
        credentialStep(source),
        { name: "Page", state: samples > 0 ? "ok" : "warn", text: samples > 0 ? count : "Holds no sample" },
        ...(skewMs === undefined ? [] : [clockStep(skewMs)]),
      ],
      ...(skewMs !== undefined && { clockSkewMs: skewMs }),
    };
  } catch (error) {
    const problem = problemOf(error);
    return { ok: false, ms: now() - startMs, steps: failed(problem, source), problem };
  }
}

/** A page that breaks its format was reached, and let us in. */
function failed(problem: Problem, source: Source): Step[] {
  if (problem.code !== "BAD_SHAPE") return failedSteps(problem);
  return [
    { name: "Reachable", state: "ok", text: "Answers" },
    credentialStep(source),
    { name: "Page", state: "fail", text: problem.detail ?? problem.title },
  ];
}

const credentialStep = ({ auth }: Source): Step => ({
  name: "Credentials",
  state: "ok",
  text: auth.type === "none" ? "None are needed" : "Accepted",
});
