import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { letters } from "../../../../domain/link/ExploreState.ts";
import { type Problem, problem, ProblemError } from "../../../../domain/problem/Problem.ts";
import { runLogs } from "../../../lib/runner/runQuery.ts";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";
import type { LogOutcome, LogRunRequest, RunOutcome, RunRequest } from "../../../lib/runner/RunTypes.ts";
import { type HeldRuns, runKeeping } from "./heldRuns.ts";

/** A good answer together with what was asked, so that a picture always knows its own range. */
export interface ShownRun {
  readonly request: RunRequest;
  readonly outcome: RunOutcome;
}

/** The first page of a log query, with what was asked. */
export interface ShownLogs {
  readonly request: LogRunRequest;
  readonly outcome: LogOutcome;
}

/** How one query row stands. `shown` stays while a newer request runs or fails; then it `isStale`. */
export interface RowRun {
  readonly letter: string;
  readonly request: AnyRequest | undefined;
  readonly shown: ShownRun | undefined;
  /** In the place of `shown` where the row brings lines. */
  readonly logs?: ShownLogs | undefined;
  readonly problem: Problem | undefined;
  readonly isRunning: boolean;
  readonly isStale: boolean;
}

/** Same request, same key: an aligned plan asked again on Back is answered by the cache. */
export const runKey = (letter: string, request: AnyRequest | undefined) => ["run", letter, request] as const;

/** Results are large: what nothing shows any more goes soon. */
const KEEP_MS = 60_000;

const isLogs = (shown: ShownRun | ShownLogs): shown is ShownLogs => shown.request.kind === "logs";

const runOptions = (letter: string, request: AnyRequest | undefined, held: HeldRuns) =>
  queryOptions({
    queryKey: runKey(letter, request),
    queryFn: async ({ signal }): Promise<ShownRun | ShownLogs> => {
      if (!request) throw new Error("a run without a request is never enabled");
      if (request.kind === "logs") return { request, outcome: await runLogs(request, signal) };
      return { request, outcome: await runKeeping(held, { letter, request, signal }) };
    },
    enabled: request !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEEP_MS,
    structuralSharing: false,
    refetchOnReconnect: false,
  });

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : problem("INTERNAL", { detail: String(error) });
}

function useRowRun(letter: string, request: AnyRequest | undefined, held: HeldRuns): RowRun {
  const query = useQuery(runOptions(letter, request, held));
  const [last, setLast] = useState<ShownRun | ShownLogs>();
  if (query.data && query.data !== last) setLast(query.data);
  const known = query.data ?? last;
  // Lines are no stand-in for a chart, nor the other way round.
  const shown =
    known && request && (known.request.kind === "logs") === (request.kind === "logs") ? known : undefined;
  return {
    letter,
    request,
    shown: shown && !isLogs(shown) ? shown : undefined,
    logs: shown && isLogs(shown) ? shown : undefined,
    problem: query.error && !query.isFetching ? problemOf(query.error) : undefined,
    isRunning: query.isFetching,
    isStale: shown !== undefined && (query.data === undefined || query.isFetching || query.isError),
  };
}

/**
 * A Run by hand asks even what is held, also after a failure: within one step "now" plans the very same request,
 * and so does a range of fixed instants. A request that is new asks by itself.
 */
function useAskAgain(startedAtMs: number, held: HeldRuns): void {
  const client = useQueryClient();
  const seenMs = useRef(startedAtMs);
  useEffect(() => {
    if (seenMs.current === startedAtMs) return;
    seenMs.current = startedAtMs;
    if (held.isJoining()) return;
    void client.refetchQueries({
      queryKey: ["run"],
      type: "active",
      predicate: ({ state }) => state.fetchStatus === "idle",
    });
  }, [client, startedAtMs, held]);
}

export interface RunsContext {
  readonly held: HeldRuns;
  /** When the last run began; another number is another run. */
  readonly startedAtMs: number;
}

/** One run per letter, in parallel; one that fails leaves the others as they are. */
export function useRuns(
  requests: ReadonlyMap<string, AnyRequest>,
  { held, startedAtMs }: RunsContext,
): readonly RowRun[] {
  const of = (index: number): [string, AnyRequest | undefined, HeldRuns] => {
    const letter = letters[index] ?? "";
    return [letter, requests.get(letter), held];
  };
  // Ten rows at most, each with its own hook in a constant order.
  const runs = [
    useRowRun(...of(0)),
    useRowRun(...of(1)),
    useRowRun(...of(2)),
    useRowRun(...of(3)),
    useRowRun(...of(4)),
    useRowRun(...of(5)),
    useRowRun(...of(6)),
    useRowRun(...of(7)),
    useRowRun(...of(8)),
    useRowRun(...of(9)),
  ];
  // After the rows: theirs are under way by then.
  useAskAgain(startedAtMs, held);
  return runs;
}
