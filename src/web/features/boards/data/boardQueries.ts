import { queryOptions } from "@tanstack/react-query";
import { boardReading, boardVersions, boardView, trash } from "../../../../contract/boards.ts";
import { panelVersions, panelView } from "../../../../contract/panels.ts";
import { call } from "../../../lib/api.ts";

/** What the server tells of boards and panels. Ids are those of addresses: `[A-Za-z0-9_-]`. */

export const readingQuery = (boardId: string) =>
  queryOptions({
    queryKey: ["board", boardId, "reading"],
    queryFn: ({ signal }) => call({ path: `/api/boards/${boardId}`, answer: boardReading, signal }),
  });

/** For editors. */
export const documentQuery = (boardId: string) =>
  queryOptions({
    queryKey: ["board", boardId, "document"],
    queryFn: ({ signal }) => call({ path: `/api/boards/${boardId}/document`, answer: boardView, signal }),
  });

export const boardVersionsQuery = (boardId: string) =>
  queryOptions({
    queryKey: ["board", boardId, "versions"],
    queryFn: ({ signal }) => call({ path: `/api/boards/${boardId}/versions`, answer: boardVersions, signal }),
    staleTime: 0,
  });

export const panelQuery = (panelId: string) =>
  queryOptions({
    queryKey: ["panel", panelId, "document"],
    queryFn: ({ signal }) => call({ path: `/api/panels/${panelId}`, answer: panelView, signal }),
    staleTime: 0,
  });

export const panelVersionsQuery = (panelId: string) =>
  queryOptions({
    queryKey: ["panel", panelId, "versions"],
    queryFn: ({ signal }) => call({ path: `/api/panels/${panelId}/versions`, answer: panelVersions, signal }),
    staleTime: 0,
  });

export const trashQuery = queryOptions({
  queryKey: ["trash"],
  queryFn: ({ signal }) => call({ path: "/api/trash", answer: trash, signal }),
  staleTime: 0,
});
