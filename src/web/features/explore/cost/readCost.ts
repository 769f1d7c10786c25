import { msToNs, requestNs } from "../../../../domain/frame/logs/ns.ts";
import { dataReaches } from "../../../../domain/query/logql/dataReach.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { dataFigures } from "../../../lib/api.ts";

/** What a source's index says that a query will read; flushed data only. */
export interface QueryCost {
  readonly bytes: number;
  readonly streams: number;
  readonly chunks: number;
  readonly entries: number;
}

/** One selector and the span it looks at; nanoseconds as sent. */
export interface CostSpan {
  readonly query: string;
  readonly start: string;
  readonly end: string;
}

/** More selectors than any sensible query; the server's own estimate ends there too. */
const MOST_SPANS = 20;

/** What a query (variables replaced) reads, selector by selector. */
export function costSpans(expr: string, { startMs, endMs }: ResolvedRange): readonly CostSpan[] {
  return dataReaches(expr)
    .slice(0, MOST_SPANS)
    .map(({ selector, windowMs, offsetMs }) => ({
      query: selector,
      start: requestNs(msToNs(startMs - windowMs - offsetMs)),
      end: requestNs(msToNs(endMs - offsetMs)),
    }));
}

const numberIn = (data: unknown, name: string): number => {
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[name] : 0;
  return typeof value === "number" ? value : 0;
};

/** Sums index/stats over the spans. Rejects when the source does not say. */
export async function readCost(
  sourceId: string,
  spans: readonly CostSpan[],
  signal: AbortSignal,
): Promise<QueryCost> {
  const answers = await Promise.all(
    spans.map((span) =>
      dataFigures({ sourceId, path: "/loki/api/v1/index/stats", params: { ...span }, signal }),
    ),
  );
  const sum = (name: string) => answers.reduce<number>((total, data) => total + numberIn(data, name), 0);
  return { bytes: sum("bytes"), streams: sum("streams"), chunks: sum("chunks"), entries: sum("entries") };
}
