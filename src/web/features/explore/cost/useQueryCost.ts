import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { costSpans, type QueryCost, readCost } from "./readCost.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";

/** After the last key (B3 allows 300 ms). */
const SETTLE_MS = 250;
/** An index that takes longer has not said it in time. */
const GIVE_UP_MS = 2000;
const FRESH_MS = 30_000;

export type CostState =
  | { readonly kind: "none" }
  | { readonly kind: "asking" }
  | { readonly kind: "unknown" }
  | { readonly kind: "known"; readonly cost: QueryCost };

/** What a query would read, asked when typing has paused; a change of its filters alone asks nothing. */
export function useQueryCost(sourceId: string, expr: string, range: ResolvedRange): CostState {
  const settled = useSettled(expr);
  const spans = useMemo(() => costSpans(settled, range), [settled, range]);
  const { data, isFetching, isError } = useQuery({
    queryKey: ["cost", sourceId, spans],
    queryFn: ({ signal }) =>
      readCost(sourceId, spans, AbortSignal.any([signal, AbortSignal.timeout(GIVE_UP_MS)])),
    enabled: spans.length > 0,
    staleTime: FRESH_MS,
    retry: false,
  });
  if (spans.length === 0) return { kind: "none" };
  if (data) return { kind: "known", cost: data };
  if (isFetching) return { kind: "asking" };
  return { kind: isError ? "unknown" : "none" };
}

/** The value once it has been the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (settled === value) return undefined;
    const timer = window.setTimeout(() => setSettled(value), SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [settled, value]);
  return settled;
}
