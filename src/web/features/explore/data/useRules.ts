import { useQuery } from "@tanstack/react-query";
import type { RecordingRule } from "../../../../domain/query/promql/expandRule.ts";
import { dataGet } from "../../../lib/api.ts";

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

/** Recording rules of a source, asked only when a query names a metric that looks like one (it has a colon). */
export function useRecordingRules(sourceId: string, isNeeded: boolean): readonly RecordingRule[] {
  const query = useQuery({
    queryKey: ["rules", sourceId],
    queryFn: async ({ signal }) =>
      parseRecordingRules((await dataGet({ sourceId, path: "/api/v1/rules", signal })).data),
    enabled: isNeeded && sourceId !== "",
    staleTime: FRESH_MS,
  });
  return query.data ?? NONE;
}
