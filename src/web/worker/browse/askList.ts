import { type ListBody, readListBody } from "../../../domain/browse/readListBody.ts";
import type { BrowseScope, BrowseSource } from "../../../domain/browse/BrowseMessages.ts";
import { problemFromBody } from "../../../domain/frame/decode/problemFromBody.ts";
import { fail, ProblemError } from "../../../domain/problem/Problem.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { readStart } from "../readStart.ts";
import { retryAfterMs } from "../retryAfterMs.ts";

/** What the browse worker needs of the world around it. */
export interface BrowseHost {
  readonly fetch: typeof fetch;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
}

/** Decoded characters read of one answer; what is beyond is said to be cut. */
export const CAPS = {
  names: 64 * 1024 ** 2,
  metadata: 32 * 1024 ** 2,
  lists: 16 * 1024 ** 2,
  // Some 40,000 of them; Prometheus keeps 100,000 of all metrics together by default.
  exemplars: 8 * 1024 ** 2,
  // Servers before limits came send all; the first element tells.
  probe: 64 * 1024,
} as const;

/** An error body longer than this is not read further. */
const ERROR_BODY_BYTES = 256 * 1024;
/** Longer than this goes as a form POST; many proxies cut addresses at 8 kB. */
const GET_LIMIT = 2000;

export interface ListRequest {
  readonly source: BrowseSource;
  /** Below the API's root: "label/job/values". */
  readonly path: string;
  readonly params: URLSearchParams;
  readonly capBytes: number;
}

/** Start and end as the API of the source takes them: seconds, or nanoseconds for Loki. */
export function rangeParams(source: BrowseSource, { startMs, endMs }: ResolvedRange): URLSearchParams {
  const time = (ms: number) => (source.kind === "loki" ? `${Math.round(ms)}000000` : String(ms / 1000));
  return new URLSearchParams({ start: time(startMs), end: time(endMs) });
}

/** The parameters of a scope: its rounded range, and its selector where it has one, as this API names it. */
export function scopeParams(scope: BrowseScope, selectorName: "match[]" | "query"): URLSearchParams {
  const params = rangeParams(scope.source, scope.range);
  if (scope.match !== "") params.set(selectorName, scope.match);
  return params;
}

/** Asks for a list and reads at most `capBytes` of it. Throws ProblemError, or what the abort of `signal` throws. */
export async function askList(
  request: ListRequest,
  signal: AbortSignal,
  host: BrowseHost,
): Promise<{ readonly data: unknown; readonly isCut: boolean }> {
  // An answer that is cut is not left running: that would hold up the source.
  const abandon = new AbortController();
  const response = await send(request, AbortSignal.any([signal, abandon.signal]), host);
  if (!response.ok) throw new ProblemError(await refusal(response));
  const body = await readBody(response, request.capBytes, signal);
  if (body.isCut) abandon.abort();
  return { data: readListBody(body), isCut: body.isCut };
}

async function send(
  { source, path, params }: ListRequest,
  signal: AbortSignal,
  host: BrowseHost,
): Promise<Response> {
  const root = `${source.baseUrl}${source.kind === "loki" ? "/loki/api/v1/" : "/api/v1/"}`;
  const query = params.toString();
  // Values, metadata and volumes are taken by GET only.
  const isPost =
    query.length > GET_LIMIT && /^(?:labels|series|query_exemplars)$/.test(path) && source.kind !== "loki";
  try {
    return await host.fetch(isPost ? root + path : `${root}${path}?${query}`, {
      method: isPost ? "POST" : "GET",
      headers: { Accept: "application/json" },
      ...(isPost && { body: params }),
      credentials: "same-origin",
      redirect: "error",
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : fail("OFFLINE");
  }
}

async function readBody(response: Response, capBytes: number, signal: AbortSignal): Promise<ListBody> {
  try {
    return await readStart(response, capBytes);
  } catch (error) {
    throw signal.aborted ? error : fail("UPSTREAM_TRUNCATED");
  }
}

async function refusal(response: Response) {
  const { text } = await readStart(response, ERROR_BODY_BYTES);
  const waitMs = retryAfterMs(response.headers.get("retry-after"));
  return problemFromBody(text, {
    status: response.status,
    requestId: response.headers.get("x-request-id") ?? "",
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  });
}
