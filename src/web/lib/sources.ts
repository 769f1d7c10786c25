import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "./api.ts";

/** The schema library is fetched beside the answer, so that it is no part of the first script. */
const listSchema = () => import("../../contract/sources.ts").then((contract) => contract.sourceList);

/** Every source the reader may ask, and whether they may add one. */
export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => call({ path: "/api/sources", answer: listSchema(), signal }),
});

export function useSources() {
  return useQuery(sourcesQuery);
}
