import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import type { MetadataMap } from "../../../../domain/query/promql/metricType.ts";
import { type AskedQuery, type MetadataOf, metricsBySource } from "./queryUnits.ts";
import { metadataQuery, NO_METADATA } from "./useMetadata.ts";

const mapsOf = (answers: readonly UseQueryResult<MetadataMap>[]) =>
  answers.map((answer) => answer.data ?? NO_METADATA);

/** What each row's own source says of the metrics it was asked for; empty until it has answered. */
export function useSourceMetadata(rows: readonly AskedQuery[]): MetadataOf {
  const asked = useMemo(() => [...metricsBySource(rows)], [rows]);
  const maps = useQueries({
    queries: asked.map(([sourceId, metrics]) => metadataQuery(sourceId, metrics)),
    combine: mapsOf,
  });
  return useMemo(() => {
    const bySource = new Map(asked.map(([sourceId], index) => [sourceId, maps[index] ?? NO_METADATA]));
    return (sourceId) => bySource.get(sourceId) ?? NO_METADATA;
  }, [asked, maps]);
}
