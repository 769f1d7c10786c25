import { queryOptions, useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RecordingRule } from "../../../../domain/query/promql/expandRule.ts";
import { dataGet } from "../../../lib/api.ts";
import type { AskedQuery } from "./queryUnits.ts";

const FRESH_MS = 10 * 60_000;
const NONE: readonly RecordingRule[] = [];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** `{"groups": [{"rules": [{"type": "recording", "name", "query"}]}]}` → the recording rules. */
function parseRecordingRules(data: unknown): readonly RecordingRule[] {
  return listOf(fieldOf(data, "groups"))
    .flatMap((group) => listOf(fieldOf(group, "rules")))
    .flatMap((rule) => {
      const [type, name, query] = ["type", "name", "query"].map((field) => fieldOf(rule, field));
      return type === "recording" && typeof name === "string" && typeof query === "string"
        ? [{ name, query }]
        : [];
    });
}

const rulesQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["rules", sourceId],
    queryFn: async ({ signal }) =>
      parseRecordingRules((await dataGet({ sourceId, path: "/api/v1/rules", signal })).data),
    staleTime: FRESH_MS,
  });

const listsOf = (answers: readonly UseQueryResult<readonly RecordingRule[]>[]) =>
  answers.map((answer) => answer.data ?? NONE);

/** The recording rules of each row's own source, asked only where a query names a metric that looks like one (it has a colon). */
export function useRecordingRules(
  rows: readonly AskedQuery[],
): (sourceId: string) => readonly RecordingRule[] {
  const asked = useMemo(() => {
    const needing = rows.filter((row) => row.sourceId !== "" && row.expr.includes(":"));
    return [...new Set(needing.map((row) => row.sourceId))];
  }, [rows]);
  const lists = useQueries({ queries: asked.map(rulesQuery), combine: listsOf });
  return useMemo(() => {
    const bySource = new Map(asked.map((sourceId, index) => [sourceId, lists[index] ?? NONE]));
    return (sourceId) => bySource.get(sourceId) ?? NONE;
  }, [asked, lists]);
}
