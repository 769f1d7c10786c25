import type { LogVolume } from "../../../../domain/frame/logs/volume.ts";
import { msToNs, requestNs } from "../../../../domain/frame/logs/ns.ts";
import { logSelectors } from "../../../../domain/query/logql/matchers.ts";
import { dataGet } from "../../../lib/api.ts";
import type { LogRunRequest } from "../../../lib/runner/RunTypes.ts";
import { volumeGrid } from "./volumePlan.ts";

/**
 * Bytes over time of a query's selector, from the source's index: what can be said where counting lines would read
 * too much. It knows neither filters nor levels. Null where its index knows none.
 */
export async function readBytes(request: LogRunRequest, signal: AbortSignal): Promise<LogVolume | null> {
  const [selector] = logSelectors(request.expr);
  if (!selector) return null;
  const { startMs, endMs, stepMs } = volumeGrid(request);
  const { data } = await dataGet({
    sourceId: request.sourceId,
    path: "/loki/api/v1/index/volume_range",
    params: {
      query: request.expr.slice(selector.from, selector.to),
      start: requestNs(msToNs(startMs)),
      end: requestNs(msToNs(endMs)),
      step: stepMs / 1000,
    },
    signal,
  });
  const startsMs = Float64Array.from(
    { length: Math.max(1, Math.round((endMs - startMs) / stepMs)) },
    (_value, index) => startMs + index * stepMs,
  );
  const counts = new Float64Array(startsMs.length);
  for (const [timeMs, bytes] of samplesOf(data)) {
    const index = Math.min(counts.length - 1, Math.max(0, Math.floor((timeMs - startMs) / stepMs)));
    counts[index] = (counts[index] ?? 0) + bytes;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  // Chunks in memory are in no index yet: an empty picture would say that there is nothing.
  if (total === 0) return null;
  return { startsMs, stepMs, levels: [{ level: "unknown", counts, total }], total };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const part = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** `{"result": [{"metric": {…}, "values": [[1795247173, "952320"], …]}]}` → times in milliseconds and bytes. */
function samplesOf(data: unknown): readonly (readonly [number, number])[] {
  return list(part(data, "result")).flatMap((series) => {
    const values = list(part(series, "values"));
    const samples = values.length > 0 ? values : [part(series, "value")];
    return samples.flatMap((sample): (readonly [number, number])[] => {
      const [seconds, bytes] = list(sample).map(Number);
      return Number.isFinite(seconds) && Number.isFinite(bytes)
        ? [[(seconds ?? 0) * 1000, bytes ?? 0] as const]
        : [];
    });
  });
}
