import { useState } from "react";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { SourceView } from "../../../../contract/sources.ts";
import type { EditorLanguageProps } from "../../../editor/EditorTypes.ts";
import { createLogqlCompletionClient } from "../../../editor/logql/logqlCompletionClient.ts";
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

/** A Loki source's names; the paths come whole. */
async function getLogs({ source: sourceId, path, params, signal }: LogsRequest) {
  const answer = await dataGet({ sourceId, path, params: paramsOf(params), signal });
  return { status: "success", ...answer };
}

interface LogsRequest {
  readonly source: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly signal: AbortSignal;
}

export interface CompletionContext {
  readonly range: ResolvedRange;
  /** Fields and some of their values in the lines on screen, the most frequent first. */
  readonly loadedFields: () => ReadonlyMap<string, readonly string[]>;
}

/** One language and client per source for the life of the page, each reading the visible range at the moment it asks. */
export function useCompletionClients(
  context: CompletionContext,
): (sourceId: string, kind: SourceView["kind"]) => EditorLanguageProps {
  const latest = useLatest(context);
  const [clients] = useState(() => new Map<string, EditorLanguageProps>());
  return (sourceId, kind) => {
    const key = `${kind} ${sourceId}`;
    const known = clients.get(key);
    if (known) return known;
    const range = () => latest.current.range;
    const made: EditorLanguageProps =
      kind === "loki"
        ? {
            language: "logql",
            client: createLogqlCompletionClient({
              source: sourceId,
              get: getLogs,
              range,
              loadedFields: () => latest.current.loadedFields(),
            }),
          }
        : {
            language: "promql",
            client: createCompletionClient({
              get: (path, params, signal) => get(sourceId, path, { params, signal }),
              range,
            }),
          };
    clients.set(key, made);
    return made;
  };
}
