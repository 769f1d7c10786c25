import { dataReaches } from "../../../domain/query/logql/dataReach.ts";
import { logTimeNs } from "../../upstream/logTime.ts";
import { promDurationMs } from "../../../domain/time/promTime.ts";

/** What a selector makes a Loki read: everything of its streams from one time to another. */
export interface DataSpan {
  readonly selector: string;
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** Loki's own default of `since` (loghttp/params.go). */
const DEFAULT_SINCE_MS = 3_600_000;

/** The spans of a query or range query, as Loki will understand its checked parameters. */
export function spansOf(
  { operation, encoded }: { readonly operation: string; readonly encoded: string },
  nowMs: number,
): readonly DataSpan[] {
  const params = new URLSearchParams(encoded);
  const { startNs, endNs } = operation === "loki_query" ? instantOf(params, nowMs) : rangeOf(params, nowMs);
  return dataReaches(params.get("query") ?? "").map(({ selector, windowMs, offsetMs }) => ({
    selector,
    fromNs: startNs - msToNs(windowMs) - msToNs(offsetMs),
    toNs: endNs - msToNs(offsetMs),
  }));
}

interface Range {
  readonly startNs: bigint;
  readonly endNs: bigint;
}

function instantOf(params: URLSearchParams, nowMs: number): Range {
  const atNs = logTimeNs(params.get("time") ?? "") ?? msToNs(nowMs);
  return { startNs: atNs, endNs: atNs };
}

function rangeOf(params: URLSearchParams, nowMs: number): Range {
  const nowNs = msToNs(nowMs);
  const endNs = logTimeNs(params.get("end") ?? "") ?? nowNs;
  const sinceMs = promDurationMs(params.get("since") ?? "") ?? DEFAULT_SINCE_MS;
  const startNs = logTimeNs(params.get("start") ?? "") ?? (endNs < nowNs ? endNs : nowNs) - msToNs(sinceMs);
  return { startNs, endNs };
}

function msToNs(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n;
}
