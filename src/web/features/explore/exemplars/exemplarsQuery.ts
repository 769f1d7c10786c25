import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ExemplarAnswer } from "../../../../domain/exemplar/Exemplar.ts";
import { afterPaint } from "../../../lib/afterPaint.ts";
import { askBrowser, browseSource } from "../../../lib/browse/askBrowser.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import type { ExemplarAsk } from "./exemplarAsks.ts";

/** Nothing shows an answer that was replaced. */
const KEEP_MS = 60_000;
const NONE: ExemplarAnswer = { exemplars: [], total: 0, isCut: false };

const lacksKey = (sourceId: string) => ["exemplars-lacking", sourceId] as const;

/** A source that does not know the operation is not asked again while the page is open. */
async function askOnce(client: QueryClient, ask: ExemplarAsk, signal: AbortSignal): Promise<ExemplarAnswer> {
  const { sourceId, query, startMs, endMs, stepMs } = ask;
  if (client.getQueryData(lacksKey(sourceId)) === true) return NONE;
  await afterPaint(signal);
  const source = browseSource({ id: sourceId, kind: "prometheus" });
  try {
    return await askBrowser("exemplars", { source, query, stepMs, range: { startMs, endMs } }, signal);
  } catch (error) {
    if (toProblem(error).code === "UPSTREAM_NOT_FOUND") client.setQueryData(lacksKey(sourceId), true);
    throw error;
  }
}

/** After the chart is painted, never before it; ended when its run is replaced. A failure is no failure of the page. */
export function exemplarsQuery(ask: ExemplarAsk) {
  const { sourceId, query, startMs, endMs, stepMs } = ask;
  return queryOptions({
    queryKey: ["exemplars", sourceId, query, startMs, endMs, stepMs],
    queryFn: ({ client, signal }) => askOnce(client, ask, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEEP_MS,
    structuralSharing: false,
  });
}
