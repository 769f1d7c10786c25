import { type SourceDraft, sourceCheck, sourceView } from "../../../contract/sources.ts";
import { call } from "../../lib/api.ts";

const pathOf = (id: string) => `/api/sources/${encodeURIComponent(id)}`;

/** Tests a draft without keeping it; `id` names the stored source whose secret stands in for an untyped one. */
export const testSource = (draft: SourceDraft, id: string | undefined, signal?: AbortSignal) =>
  call({
    method: "POST",
    path: "/api/sources/test",
    body: { draft, ...(id !== undefined && { id }) },
    answer: sourceCheck,
    ...(signal && { signal }),
  });

/** Keeps a new source, or changes the one with `id`. */
export const saveSource = (draft: SourceDraft, id: string | undefined) =>
  call({
    method: id === undefined ? "POST" : "PUT",
    path: id === undefined ? "/api/sources" : pathOf(id),
    body: draft,
    answer: sourceView,
  });

export const removeSource = (id: string) => call<void>({ method: "DELETE", path: pathOf(id) });

export const checkSource = (id: string, signal: AbortSignal) =>
  call({ path: `${pathOf(id)}/check`, answer: sourceCheck, signal });
