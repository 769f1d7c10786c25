import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { RangeResult } from "../../../../domain/frame/Frame.ts";
import { type LogVolume, volumeOf } from "../../../../domain/frame/logs/volume.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { runQuery } from "../../../lib/runner/runQuery.ts";
import type { LogRunRequest } from "../../../lib/runner/RunTypes.ts";
import type { VolumeState } from "../../../logs/volume/VolumeState.ts";
import { problemOf } from "../run/useRuns.ts";
import { readBytes } from "./readBytes.ts";
import { volumeGrid, volumeRequest } from "./volumePlan.ts";

export interface RowVolume {
  /** Lines by level; absent where only bytes are known. */
  readonly counted?: RangeResult;
  readonly bytes?: LogVolume;
  /** Why bytes, or why nothing. */
  readonly reason?: string;
  readonly range: ResolvedRange;
}

export interface LogVolumeView {
  readonly state: VolumeState;
  readonly isBytes: boolean;
  readonly bytesNote: string | undefined;
  /** What the columns cover. */
  readonly range: ResolvedRange | undefined;
  /** The counts as they came, by label. */
  readonly counted: readonly RangeResult[];
}

async function readVolume(request: LogRunRequest, signal: AbortSignal): Promise<RowVolume> {
  const { startMs, endMs } = volumeGrid(request);
  const range = { startMs, endMs };
  let reason = "this query cannot be counted";
  const asked = volumeRequest(request);
  if (asked) {
    try {
      const { decoded } = await runQuery(asked, signal);
      if (decoded.result.kind === "range") return { counted: decoded.result, range };
    } catch (error) {
      signal.throwIfAborted();
      const { code, title } = problemOf(error);
      reason = code === "OVER_BUDGET" ? "counting lines is over the budget" : title;
    }
  }
  try {
    const bytes = await readBytes(request, signal);
    return bytes ? { bytes, reason, range } : { reason, range };
  } catch {
    signal.throwIfAborted();
    return { reason, range };
  }
}

/**
 * Lines over time of all log rows together (E1): of the whole range, whatever is loaded. While other columns are
 * counted, those before stay in sight: dimmed for another question, as they are for a tail that has moved on.
 */
export function useVolume(requests: readonly LogRunRequest[], isFollowing: boolean): LogVolumeView {
  const counted = useVolumes(requests);
  const [held, setHeld] = useState(counted);
  if (counted.state.kind !== "loading" && held !== counted) setHeld(counted);
  if (counted.state.kind !== "loading" || requests.length === 0 || held.state.kind !== "ready")
    return counted;
  return isFollowing ? held : { ...held, state: { ...held.state, isStale: true } };
}

function useVolumes(requests: readonly LogRunRequest[]): LogVolumeView {
  return useQueries({
    queries: requests.map((request) => {
      const { limit: _limit, direction: _direction, atNs: _atNs, ...same } = request;
      return {
        queryKey: ["volume", same],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => readVolume(request, signal),
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        structuralSharing: false,
      };
    }),
    combine: combineVolumes,
  });
}

const NOTHING = { isBytes: false, bytesNote: undefined, range: undefined, counted: [] };

function combineVolumes(results: readonly { readonly data: RowVolume | undefined }[]): LogVolumeView {
  const volumes = results.flatMap(({ data }) => (data ? [data] : []));
  const [first] = volumes;
  if (!first || volumes.length < results.length) return { ...NOTHING, state: { kind: "loading" } };
  const counted = volumes.flatMap((one) => one.counted ?? []);
  const { range } = first;
  if (counted.length === volumes.length) {
    const data = volumeOf(sumOf(counted));
    return { state: { kind: "ready", data }, isBytes: false, bytesNote: undefined, range, counted };
  }
  const bytes = volumes.find((one) => one.bytes)?.bytes;
  const reason = volumes.find((one) => one.reason)?.reason ?? "";
  if (!bytes) return { ...NOTHING, state: { kind: "unavailable", reason } };
  return { state: { kind: "ready", data: bytes }, isBytes: true, bytesNote: reason, range, counted };
}

/** All rows ask the same columns; one that has more of them (a run in between) decides. */
function sumOf(results: readonly RangeResult[]): RangeResult {
  const [first, ...others] = results.toSorted((a, b) => b.timesMs.length - a.timesMs.length);
  if (!first) throw new Error("nothing to sum");
  const fitting = others.filter(({ timesMs }) => timesMs[0] === first.timesMs[0]);
  return { ...first, series: [...first.series, ...fitting.flatMap(({ series }) => series)] };
}
