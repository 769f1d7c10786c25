import type { SourceView } from "../../../../contract/sources.ts";
import { msToNs, requestNs } from "../../../../domain/frame/logs/ns.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { dataFigures, dataGet } from "../../../lib/api.ts";

/** What has to be known of the other source; each answer is of the range alone and bounded. */
export interface OtherClient {
  /** Names of its labels. */
  readonly labels: () => Promise<readonly string[]>;
  /** Whether any series or stream fits. */
  readonly hasSeries: (selector: string) => Promise<boolean>;
  /** Metric names among the series that fit. */
  readonly metrics: (selector: string) => Promise<readonly string[]>;
}

/** More names than this say nothing more about which to begin with. */
const MOST_METRICS = 1000;

const texts = (data: unknown): readonly string[] =>
  Array.isArray(data) ? data.filter((one): one is string => typeof one === "string") : [];

export function otherClient({ id, kind }: SourceView, { startMs, endMs }: ResolvedRange): OtherClient {
  const isLoki = kind === "loki";
  const span = isLoki
    ? { start: requestNs(msToNs(startMs)), end: requestNs(msToNs(endMs)) }
    : { start: startMs / 1000, end: endMs / 1000 };
  const get = async (path: string, params: Readonly<Record<string, string | number>>) => {
    const base = isLoki ? "/loki/api/v1/" : "/api/v1/";
    return (await dataGet({ sourceId: id, path: base + path, params: { ...span, ...params } })).data;
  };
  const streamCount = async (query: string): Promise<number> => {
    const params = { ...span, query };
    const figures = await dataFigures({ sourceId: id, path: "/loki/api/v1/index/stats", params });
    const isCounted = typeof figures === "object" && figures !== null && "streams" in figures;
    return isCounted && typeof figures.streams === "number" ? figures.streams : 0;
  };
  return {
    labels: async () => texts(await get("labels", {})),
    async hasSeries(selector) {
      // Loki has no limit for series: its index counts them first, and only what is not flushed yet is left to list.
      if (isLoki && (await streamCount(selector)) > 0) return true;
      const data = await get("series", { "match[]": selector, ...(!isLoki && { limit: 1 }) });
      return Array.isArray(data) && data.length > 0;
    },
    metrics: async (selector) =>
      texts(await get("label/__name__/values", { "match[]": selector, limit: MOST_METRICS })),
  };
}
