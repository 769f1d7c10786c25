import { queryOptions, useQuery } from "@tanstack/react-query";
import type { MetadataMap } from "../../../../domain/query/promql/metricType.ts";
import { dataGet } from "../../../lib/api.ts";

/** A source's metadata changes with its deployments, not while one explores. */
const FRESH_MS = 24 * 3_600_000;
/** Bounded: a server with 150,000 names answers what it can in this many. */
const LIMIT = 1000;
export const NO_METADATA: MetadataMap = new Map();

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** `{"up": [{"type","help","unit"}, …]}` → the first entry of each; several targets may disagree, the first is as good as any. */
export function parseMetadata(data: unknown): MetadataMap {
  if (typeof data !== "object" || data === null) return NO_METADATA;
  return new Map(
    Object.entries(data as Record<string, unknown>).flatMap(([name, entries]) => {
      const first: unknown = Array.isArray(entries) ? entries[0] : undefined;
      if (typeof first !== "object" || first === null) return [];
      const { type, help, unit } = first as Record<string, unknown>;
      return [[name, { type: text(type), help: text(help), unit: text(unit) }]];
    }),
  );
}

/** Metadata of the named metrics (or of the first thousand, for `null`), by family name; empty where the source has none. */
export function metadataQuery(sourceId: string, metrics: readonly string[] | null) {
  return queryOptions({
    queryKey: ["metadata", sourceId, metrics],
    queryFn: async ({ signal }): Promise<MetadataMap> => {
      const asked = metrics ?? [undefined];
      const answers = await Promise.all(
        asked.map((metric) =>
          dataGet({
            sourceId,
            path: "/api/v1/metadata",
            params: { metric, limit: metric === undefined ? LIMIT : 1 },
            signal,
          }),
        ),
      );
      return new Map(answers.flatMap((answer) => [...parseMetadata(answer.data)]));
    },
    enabled: sourceId !== "" && metrics?.length !== 0,
    staleTime: FRESH_MS,
    // A source without metadata is no failure of the page; hints fall back to name suffixes.
    throwOnError: false,
  });
}

/** What a source says of its first thousand metrics. */
export function useMetadata(sourceId: string): MetadataMap {
  return useQuery(metadataQuery(sourceId, null)).data ?? NO_METADATA;
}
