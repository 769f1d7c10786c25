import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { BrowseCall, BrowseCalls } from "../../../domain/browse/BrowseMessages.ts";
import { roundRange } from "../../../domain/browse/browseRange.ts";
import { buildNameIndex } from "../../../domain/browse/nameIndex.ts";
import { wordsOf } from "../../../domain/browse/nameSearch.ts";
import type { Problem } from "../../../domain/problem/Problem.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { askBrowser } from "../../lib/browse/askBrowser.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { labelRows, metricRows, type NameContext } from "./items/nameItems.ts";
import type { RankedItem } from "./rankItems.ts";

const MOST_METRICS = 8;
const FRESH_MS = 60_000;
const NO_NAMES: readonly string[] = [];

export interface FoundNames {
  readonly rows: readonly RankedItem[];
  /** The metrics for this very text are still to come. */
  readonly isPending: boolean;
  readonly problem: Problem | null;
}

/**
 * Metrics and labels of the source for what was typed, from what the browser's worker holds. Nothing is asked before
 * something is typed; the names are read from the source once and searched in the worker.
 */
export function useNames(typed: string, range: ResolvedRange, context: NameContext | null): FoundNames {
  const isAsked = context !== null && wordsOf(typed).length > 0;
  const hasMetrics = isAsked && context.source.kind !== "loki";
  const source = context?.source ?? NO_SOURCE;
  const scope = { source, range: roundRange(range), match: "" };
  const families = useAsked("families", { source }, { isEnabled: hasMetrics });
  const find = { ...scope, typed: typed.trim(), limit: MOST_METRICS };
  const metrics = useAsked("find", find, { isEnabled: hasMetrics, version: families.data });
  const labels = useAsked("labels", scope, { isEnabled: isAsked });
  const names = labels.data?.names ?? NO_NAMES;
  const index = useMemo(() => buildNameIndex(names), [names]);
  if (!isAsked) return { rows: [], isPending: false, problem: null };
  const error = metrics.error ?? labels.error;
  return {
    rows: [...metricRows(metrics.data ?? [], typed, context), ...labelRows(index, typed, context)],
    isPending: hasMetrics && metrics.isFetching,
    problem: error ? toProblem(error) : null,
  };
}

const NO_SOURCE = { id: "", baseUrl: "", kind: "prometheus" } as const;

/** One question to the worker; the answer to the one before stays until this one's is here. */
function useAsked<Name extends BrowseCall>(
  call: Name,
  ask: BrowseCalls[Name]["ask"],
  { isEnabled, version = 0 }: { readonly isEnabled: boolean; readonly version?: number | undefined },
) {
  return useQuery<BrowseCalls[Name]["answer"]>({
    queryKey: ["browse", call, ask, version],
    queryFn: ({ signal }) => askBrowser(call, ask, signal),
    enabled: isEnabled,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
}
