import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "./api.ts";
import { mayAskAtOnce, mayExplore } from "./askAtOnce.ts";
import { orderSources } from "./orderSources.ts";
import { useSession } from "./session.ts";

/** The schema library is fetched beside the answer, so that it is no part of the first script. */
const listSchema = () => import("../../contract/sources.ts").then((contract) => contract.sourceList);

/** Every source the reader may ask, and whether they may add one. */
export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: async ({ signal }) => {
    const list = await call({ path: "/api/sources", answer: listSchema(), signal });
    return { ...list, sources: orderSources(list.sources) };
  },
});

/** Never asked for a viewer. */
export function useSources() {
  const session = useSession().data;
  return useQuery({ ...sourcesQuery, enabled: session ? mayExplore(session) : mayAskAtOnce() });
}
