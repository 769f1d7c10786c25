import { stitchDecoded } from "../../../../domain/frame/stitch.ts";
import { incrementalPlan } from "../../../../domain/query/incrementalPlan.ts";
import { runQuery } from "../../../lib/runner/runQuery.ts";
import type { RangeRunRequest, RunOutcome, RunRequest } from "../../../lib/runner/RunTypes.ts";

interface Held {
  readonly request: RangeRunRequest;
  readonly outcome: RunOutcome;
}

/** The last whole range answer of each row, so that a refresh asks only for what is new. */
export interface HeldRuns {
  /** What the next runs may be joined with: on for the page's own refresh, off for a Run by hand, which asks for everything. */
  readonly join: (isOn: boolean) => void;
  readonly isJoining: () => boolean;
  readonly joinable: (letter: string) => Held | undefined;
  readonly hold: (letter: string, held: Held) => void;
}

export function createHeldRuns(): HeldRuns {
  const byLetter = new Map<string, Held>();
  let isJoining = false;
  return {
    join: (isOn) => (isJoining = isOn),
    isJoining: () => isJoining,
    joinable: (letter) => (isJoining ? byLetter.get(letter) : undefined),
    hold: (letter, held) => byLetter.set(letter, held),
  };
}

export interface KeptRun {
  readonly letter: string;
  readonly request: RunRequest;
  readonly signal: AbortSignal;
}

/** A partial or warned answer is asked again in full, never joined. */
function isWhole(held: Held | undefined): held is Held {
  if (held?.outcome.decoded.result.kind !== "range") return false;
  const { isPartial, warnings } = held.outcome.decoded.meta;
  return !isPartial && warnings.length === 0;
}

async function runJoined(
  request: RangeRunRequest,
  held: Held | undefined,
  signal: AbortSignal,
): Promise<RunOutcome> {
  if (!isWhole(held)) return runQuery(request, signal);
  const refresh = incrementalPlan({ held: held.request, next: request, isRelative: true });
  if (refresh.kind === "full") return runQuery(request, signal);
  const newer = await runQuery({ ...request, ...refresh.plan }, signal);
  const decoded = stitchDecoded(held.outcome.decoded, newer.decoded, request);
  return decoded ? { ...newer, decoded } : runQuery(request, signal);
}

/** Runs a request; during a refresh, joins what is held with the steps that are new (and the last ten minutes). */
export async function runKeeping(runs: HeldRuns, { letter, request, signal }: KeptRun): Promise<RunOutcome> {
  if (request.kind !== "range") return runQuery(request, signal);
  const outcome = await runJoined(request, runs.joinable(letter), signal);
  runs.hold(letter, { request, outcome });
  return outcome;
}
