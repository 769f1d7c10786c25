import { useState } from "react";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CompletionClient } from "../../../editor/EditorTypes.ts";
import { createCompletionClient } from "../../../editor/promql/completionClient.ts";
import { type DataParams, dataGet } from "../../../lib/api.ts";
import { useLatest } from "../../../lib/useLatest.ts";

/** Repeated keys (`match[]`) become lists. */
function paramsOf(search: URLSearchParams): DataParams {
  return Object.fromEntries([...new Set(search.keys())].map((key) => [key, search.getAll(key)]));
}

async function get(
  sourceId: string,
  path: string,
  request: { readonly params: URLSearchParams; readonly signal: AbortSignal },
) {
  const answer = await dataGet({
    sourceId,
    path: `/api/v1/${path}`,
    params: paramsOf(request.params),
    signal: request.signal,
  });
  return { status: "success", ...answer };
}

/** One completion client per source for the life of the page, each reading the visible range at the moment it asks. */
export function useCompletionClients(range: ResolvedRange): (sourceId: string) => CompletionClient {
  const visible = useLatest(range);
  const [clients] = useState(() => new Map<string, CompletionClient>());
  return (sourceId) => {
    const known = clients.get(sourceId);
    if (known) return known;
    const made = createCompletionClient({
      get: (path, params, signal) => get(sourceId, path, { params, signal }),
      range: () => visible.current,
    });
    clients.set(sourceId, made);
    return made;
  };
}
