import { queryOptions } from "@tanstack/react-query";
import { call } from "./api.ts";

/** The schema library is fetched beside the answer, so that it is no part of the first script. */
const listSchema = () => import("../../contract/boards.ts").then((contract) => contract.boardList);

/** Every board the reader may open, with the names of its panels. */
export const boardsQuery = queryOptions({
  queryKey: ["boards"],
  queryFn: ({ signal }) => call({ path: "/api/boards", answer: listSchema(), signal }),
});
