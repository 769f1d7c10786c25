import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { metricUses } from "../../../../contract/panels.ts";
import { rulesUsing } from "../../../../domain/browse/rulesUsing.ts";
import { linkTo } from "../../../lib/route.ts";
import { call, dataGet } from "../../../lib/api.ts";

/** One place where a metric is used. */
export interface MetricUse {
  readonly kind: "panel" | "choice" | "alert" | "record";
  readonly name: string;
  /** Its board, or its group of rules. */
  readonly where: string;
  /** A path of this app; rules have none. */
  readonly to?: string;
}

/** Rules change with deployments. */
const FRESH_MS = 300_000;

/** G5: saved panels and choices of readers that ask for the metric, then the source's own rules. */
export function useMetricUses(sourceId: string, metric: string, isWanted: boolean) {
  const saved = useQuery({
    queryKey: ["metric-uses", sourceId, metric],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ metric, source: sourceId });
      return call({ path: `/api/panels?${asked}`, answer: metricUses, signal });
    },
    enabled: isWanted,
    staleTime: 0,
  });
  // A source without rules refuses, or knows no such address: then there are none.
  const rules = useQuery({
    queryKey: ["rules-raw", sourceId],
    queryFn: async ({ signal }) => (await dataGet({ sourceId, path: "/api/v1/rules", signal })).data,
    enabled: isWanted,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    structuralSharing: false,
  });
  const uses = useMemo(
    () => [...(saved.data?.boards ?? []).flatMap(boardUses), ...ruleUses(rules.data, metric)],
    [saved.data, rules.data, metric],
  );
  const isPending = isWanted && (saved.isPending || rules.isPending) && !saved.isError;
  return { uses, isPending, error: saved.error };
}

type BoardUse = ReturnType<typeof metricUses.parse>["boards"][number];

function boardUses({ id: boardId, name: where, panels, choices }: BoardUse): readonly MetricUse[] {
  const board = { page: "board", boardId } as const;
  return [
    ...panels.map(({ id, name }) => ({
      kind: "panel" as const,
      name,
      where,
      to: linkTo(board, { panel: id }),
    })),
    ...choices.map((name) => ({ kind: "choice" as const, name, where, to: linkTo(board) })),
  ];
}

const ruleUses = (data: unknown, metric: string): readonly MetricUse[] =>
  rulesUsing(data, metric).map(({ kind, name, group }) => ({ kind, name, where: group }));
