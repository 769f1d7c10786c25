import { gridOf, type StepGrid } from "../../../domain/frame/decode/DecodeOptions.ts";
import type { RunRequest } from "./RunTypes.ts";

/** The API counts in seconds; milliseconds divided by 1000 print with at most three decimals. */
const seconds = (ms: number) => String(ms / 1000);

/** Below the app's base: "/api/sources/prod/api/v1/query_range". */
export function requestPath({ kind, sourceId }: RunRequest): string {
  const operation = kind === "range" ? "query_range" : "query";
  return `/api/sources/${encodeURIComponent(sourceId)}/api/v1/${operation}`;
}

export function requestForm(request: RunRequest): URLSearchParams {
  if (request.kind === "instant") {
    return new URLSearchParams({ query: request.expr, time: seconds(request.timeMs) });
  }
  const { expr, startMs, endMs, stepMs } = request;
  return new URLSearchParams({
    query: expr,
    start: seconds(startMs),
    end: seconds(endMs),
    step: seconds(stepMs),
  });
}

/** Path and query as a GET would spell it: for the Response tab and for links; never holds a secret. */
export function requestUrl(request: RunRequest): string {
  return `${requestPath(request)}?${requestForm(request).toString()}`;
}

export function requestGrid(request: RunRequest): StepGrid | undefined {
  return request.kind === "range" ? gridOf(request) : undefined;
}
