import { gridOf, type StepGrid } from "../../../domain/frame/decode/DecodeOptions.ts";
import { msToNs, requestNs } from "../../../domain/frame/logs/ns.ts";
import type { LogRunRequest, RunApi, RunRequest } from "./RunTypes.ts";

/** Anything that can be asked of a source. */
export type AnyRequest = RunRequest | LogRunRequest;

/**
 * Prometheus counts in seconds; milliseconds divided by 1000 print with at most three decimals. Loki takes
 * nanoseconds (a decimal point would make it cut to milliseconds).
 */
const moment = (ms: number, api: RunApi | undefined) =>
  api === "loki" ? requestNs(msToNs(ms)) : String(ms / 1000);

/** Below the app's base: "/api/sources/prod/api/v1/query_range", or "…/prod/loki/api/v1/query_range". */
export function requestPath(request: AnyRequest): string {
  const isLoki = request.kind === "logs" || request.api === "loki";
  const operation = request.kind === "instant" ? "query" : "query_range";
  return `/api/sources/${encodeURIComponent(request.sourceId)}/${isLoki ? "loki/" : ""}api/v1/${operation}`;
}

export function requestForm(request: AnyRequest): URLSearchParams {
  switch (request.kind) {
    case "instant":
      return new URLSearchParams({ query: request.expr, time: moment(request.timeMs, request.api) });
    case "range": {
      const { expr, startMs, endMs, stepMs, api } = request;
      return new URLSearchParams({
        query: expr,
        start: moment(startMs, api),
        end: moment(endMs, api),
        step: String(stepMs / 1000),
      });
    }
    case "logs": {
      const { expr, startNs, endNs, limit, direction, atNs } = request;
      const isForward = direction === "forward";
      return new URLSearchParams({
        query: expr,
        start: requestNs((isForward ? atNs : undefined) ?? startNs),
        end: requestNs((isForward ? undefined : atNs) ?? endNs),
        limit: String(limit),
        direction,
      });
    }
  }
}

/** Path and query as a GET would spell it: for the Response tab and for links; never holds a secret. */
export function requestUrl(request: AnyRequest): string {
  return `${requestPath(request)}?${requestForm(request).toString()}`;
}

export function requestGrid(request: RunRequest): StepGrid | undefined {
  return request.kind === "range" ? gridOf(request) : undefined;
}
