import type { Logger } from "../../http/Logger.ts";
import { factsOf } from "../../http/RequestFacts.ts";
import type { DataRoutesOptions } from "./dataRoutes.ts";

/** Who lets a query read more than the budget leaves a trace: the source and the cost, and the query by its hash. */
export function noteConfirmed(logger: Logger): NonNullable<DataRoutesOptions["onConfirmed"]> {
  return ({ source, operation }, request, bytes) => {
    const { queryHash, queryLength } = factsOf(request.raw);
    logger.warn("over-budget query confirmed", {
      requestId: request.id,
      sourceId: source.id,
      operation,
      ...(bytes !== undefined && { bytes }),
      ...(queryHash !== undefined && { queryHash }),
      ...(queryLength !== undefined && { queryLength }),
    });
  };
}
