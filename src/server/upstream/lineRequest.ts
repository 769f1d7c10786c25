import type { SourceLine } from "./SourceLine.ts";
import { upstreamRequest, type FlightOrder, type UpstreamRequest } from "./upstreamRequest.ts";

/** An order as it goes out on a line, signed in by what the line has now. */
export function lineRequest(
  line: SourceLine,
  order: FlightOrder,
): UpstreamRequest & { readonly headers: string[] } {
  const { method, path, body } = upstreamRequest(line.source, order, line.refusesPost);
  const { acceptsGzip, categorizesLabels = false } = order;
  const headers = line.headersFor({ acceptsGzip, isPost: method === "POST", categorizesLabels });
  return { method, path, body, headers };
}
