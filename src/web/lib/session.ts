import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "./api.ts";

/** The schema library is fetched beside the answer, so that it is no part of the first script. */
const sessionSchema = () => import("../../contract/session.ts").then((contract) => contract.session);

/** Who is there. What may be done changes by signing in and out only, which asks again. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => call({ path: "/api/session", answer: sessionSchema(), signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function useSession() {
  return useQuery(sessionQuery);
}

/** May read boards and nothing else. False as long as nobody knows. */
export function useIsViewer(): boolean {
  return useSession().data?.person?.role === "viewer";
}
