import { useSources } from "../../lib/sources.ts";

/** What sources are called, by id; one that is gone is not there. */
export function useSourceNames(): ReadonlyMap<string, string> {
  const sources = useSources().data?.sources ?? [];
  return new Map(sources.map(({ id, name }) => [id, name]));
}
