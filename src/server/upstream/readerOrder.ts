import { operations } from "./operations.ts";
import type { FlightOrder } from "./upstreamRequest.ts";
import type { ForwardCall } from "./UpstreamPool.ts";

/** The order for what readers ask. Its key tells equal questions apart from others; equal ones share an answer's bytes. */
export function readerOrder(
  { source, operation, params }: ForwardCall,
  { acceptsGzip, owner }: { readonly acceptsGzip: boolean; readonly owner: string },
): FlightOrder {
  const { encoded, labelSegment, isPost, categorizesLabels = false } = params;
  const form = `${acceptsGzip ? 1 : 0}${categorizesLabels ? 1 : 0}`;
  const key = `${source.id}\n${source.version}\n${operation}\n${labelSegment ?? ""}\n${form}\n${encoded}`;
  const isQuery = operations[operation].budget === "query";
  const budgetMs = isQuery ? source.timeoutMs : source.metadataTimeoutMs;
  const order = { operation, encoded, isPost, key, acceptsGzip, budgetMs, categorizesLabels, owner, isQuery };
  return labelSegment === undefined ? order : { ...order, labelSegment };
}
