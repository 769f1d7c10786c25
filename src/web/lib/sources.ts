import { queryOptions, useQuery } from "@tanstack/react-query";
import { sourceList, type SourceView } from "../../contract/sources.ts";
import { call } from "./api.ts";

/** Every source the reader may ask, and whether they may add one. */
export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => call({ path: "/api/sources", answer: sourceList, signal }),
});

export function useSources() {
  return useQuery(sourcesQuery);
}

export function findSource(sources: readonly SourceView[], id: string): SourceView | undefined {
  return sources.find((source) => source.id === id);
}
