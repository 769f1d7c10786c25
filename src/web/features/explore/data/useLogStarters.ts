import { useQuery } from "@tanstack/react-query";
import { msToNs, requestNs } from "../../../../domain/frame/logs/ns.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { dataGet } from "../../../lib/api.ts";
import { firstLabel, logStarters, type NamedBytes } from "./logStarters.ts";
import type { Starter } from "./starters.ts";

const NONE: readonly Starter[] = [];
const MOST_VALUES = 10;

const part = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** `{"result": [{"metric": {"app": "cart"}, "value": [1795247173, "952320"]}]}`, the largest first. */
function parseVolume(data: unknown, nameOf: (metric: Record<string, unknown>) => unknown): NamedBytes[] {
  const result = part(data, "result");
  const named = (Array.isArray(result) ? result : []).flatMap((series): NamedBytes[] => {
    const metric = part(series, "metric");
    const name =
      typeof metric === "object" && metric !== null ? nameOf(metric as Record<string, unknown>) : "";
    const value = part(series, "value");
    const bytes = Array.isArray(value) ? Number(value[1]) : 0;
    return typeof name === "string" && name !== "" ? [{ name, bytes }] : [];
  });
  return named.toSorted((a, b) => b.bytes - a.bytes);
}

const names = (data: unknown): NamedBytes[] =>
  (Array.isArray(data) ? data : []).flatMap((name) => (typeof name === "string" ? [{ name, bytes: 0 }] : []));

/** First queries of a Loki source: its labels by volume; where it knows no volume, by name. */
export function useLogStarters(sourceId: string, range: ResolvedRange): readonly Starter[] {
  const { data } = useQuery({
    queryKey: ["logStarters", sourceId, range],
    queryFn: async ({ signal }): Promise<readonly Starter[]> => {
      const span = { start: requestNs(msToNs(range.startMs)), end: requestNs(msToNs(range.endMs)) };
      const get = async (path: string, params: Record<string, string>) =>
        (await dataGet({ sourceId, path: `/loki/api/v1/${path}`, params: { ...span, ...params }, signal }))
          .data;
      const labels = names(await get("labels", {}));
      const label = firstLabel(labels);
      if (label === null) return NONE;
      try {
        const volume = await get("index/volume", {
          query: `{${label}=~".+"}`,
          targetLabels: label,
          limit: String(MOST_VALUES),
        });
        const values = parseVolume(volume, (metric) => metric[label]);
        if (values.length > 0) return logStarters(label, values);
      } catch {
        signal.throwIfAborted();
      }
      return logStarters(label, names(await get(`label/${encodeURIComponent(label)}/values`, {})));
    },
    staleTime: 10 * 60_000,
    retry: false,
  });
  return data ?? NONE;
}
