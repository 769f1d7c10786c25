import type { MetadataMap, MetricMetadata } from "../../../domain/query/promql/metricType.ts";
import { matcherText } from "../../../domain/query/promql/matchers.ts";
import type { CompletionClient, CompletionPage } from "../EditorTypes.ts";
import { createLatestRequests } from "../completion/latestRequests.ts";
import type { LatestRequests } from "../completion/latestRequests.ts";
import { COMPLETION_LIMIT, pageOf, readNames } from "../completion/namePage.ts";
import type { Names } from "../completion/namePage.ts";
import { steadyRange } from "../completion/steadyRange.ts";
import { wordsOf, wordsPattern } from "../../../domain/browse/nameSearch.ts";

const KEEP_MS = { names: 60_000, metadata: 86_400_000 } as const;

export interface CompletionClientOptions {
  /** Fetches `path` (below `/api/v1/`, "label/pod/values") and gives the parsed body. Rejects on any other status than 2xx. */
  readonly get: (path: string, params: URLSearchParams, signal: AbortSignal) => Promise<unknown>;
  /** The visible range, epoch milliseconds; read at each request. */
  readonly range: () => { readonly startMs: number; readonly endMs: number };
  /** Epoch milliseconds. Default Date.now. */
  readonly now?: () => number;
}

/**
 * Completion data over a Prometheus API. Each request carries start and end (rounded to the minute, so that caches on
 * the way hit), limit=1000 and, where anything narrows it, match[]. An answer that came whole is narrowed here by
 * further typing, without a request.
 */
export function createCompletionClient(options: CompletionClientOptions): CompletionClient {
  const requests = createLatestRequests(options.now ?? Date.now);
  const rangeMs = steadyRange(options.range);
  const rangeOf = (): SecondsRange => {
    const { startMs, endMs } = rangeMs();
    return { start: String(startMs / 1000), end: String(endMs / 1000) };
  };
  const ask = nameSearch(options, requests, rangeOf);
  return {
    metricNames: ({ prefix, match, signal }) =>
      ask({ kind: "metric", label: "__name__", match, prefix, signal }),
    labelValues: ({ label, prefix, match, signal }) => ask({ kind: "value", label, match, prefix, signal }),
    async labelNames({ matches, signal }) {
      const { start, end } = rangeOf();
      const params = new URLSearchParams({ start, end, limit: String(COMPLETION_LIMIT) });
      for (const match of matches) params.append("match[]", match);
      const names = await requests.run({
        kind: "label",
        key: `labels?${params.toString()}`,
        keepMs: KEEP_MS.names,
        signal,
        ask: async (inner) => readNames(await options.get("labels", params, inner)),
      });
      return pageOf(names, []);
    },
    metadata({ metric, signal }) {
      const params = new URLSearchParams({ limit: String(COMPLETION_LIMIT), limit_per_metric: "1" });
      if (metric !== undefined) params.set("metric", metric);
      return requests.run({
        kind: metric === undefined ? "metadata" : "metadata of one",
        key: `metadata?${params.toString()}`,
        keepMs: KEEP_MS.metadata,
        signal,
        ask: async (inner) => readMetadata(await options.get("metadata", params, inner)),
      });
    },
  };
}

interface SecondsRange {
  readonly start: string;
  readonly end: string;
}

interface NameSearch {
  readonly kind: string;
  readonly label: string;
  readonly match: string;
  readonly prefix: string;
  readonly signal: AbortSignal;
}

function nameSearch(
  options: CompletionClientOptions,
  requests: LatestRequests,
  rangeOf: () => SecondsRange,
): (search: NameSearch) => Promise<CompletionPage<string>> {
  return async ({ kind, label, match, prefix, signal }) => {
    const words = wordsOf(prefix);
    const { start, end } = rangeOf();
    const path = `label/${encodeURIComponent(label)}/values`;
    const paramsFor = (typed: readonly string[]): URLSearchParams => {
      const params = new URLSearchParams({ start, end, limit: String(COMPLETION_LIMIT) });
      const narrowed = withSearch(match, label, typed);
      if (narrowed !== "") params.append("match[]", narrowed);
      return params;
    };
    const keyOf = (typed: readonly string[]): string => `${path}?${paramsFor(typed).toString()}`;
    const whole = wholeAnswer(requests, prefix, keyOf);
    if (whole !== undefined) return pageOf(whole, words);
    const params = paramsFor(words);
    const names = await requests.run({
      kind,
      key: keyOf(words),
      keepMs: KEEP_MS.names,
      signal,
      ask: async (inner) => readNames(await options.get(path, params, inner)),
    });
    return pageOf(names, words);
  };
}

/** An uncut answer for less typing ("ht" for "http"), which holds every name that could fit now. */
function wholeAnswer(
  requests: LatestRequests,
  prefix: string,
  keyOf: (words: readonly string[]) => string,
): Names | undefined {
  for (let length = prefix.length; length >= 0; length -= 1) {
    const kept = requests.peek(keyOf(wordsOf(prefix.slice(0, length)))) as Names | undefined;
    if (kept !== undefined && !kept.isCut) return kept;
  }
  return undefined;
}

/** Adds what was typed to the selector: `{ns="a"}` and ["ht"] become `{ns="a",__name__=~"(?i).*ht.*"}`. */
function withSearch(match: string, label: string, words: readonly string[]): string {
  if (words.length === 0) return match;
  const search = matcherText(label, wordsPattern(words), "=~");
  return match === "" ? `{${search}}` : `${match.slice(0, -1)},${search}}`;
}

/** `{"data":{"up":[{"type":"gauge","help":"…","unit":""}]}}`; several entries of one name are told by the first. */
function readMetadata(body: unknown): MetadataMap {
  const found = new Map<string, MetricMetadata>();
  if (!isRecord(body) || !isRecord(body["data"])) return found;
  for (const [name, entries] of Object.entries(body["data"])) {
    const first: unknown = Array.isArray(entries) ? entries[0] : undefined;
    if (!isRecord(first)) continue;
    const text = (key: string): string => (typeof first[key] === "string" ? first[key] : "");
    found.set(name, { type: text("type") || "unknown", help: text("help"), unit: text("unit") });
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
