import { metricNames } from "../query/promql/matchers.ts";

/** A rule of the source whose expression asks for a metric. */
export interface RuleUse {
  readonly name: string;
  readonly kind: "alert" | "record";
  readonly group: string;
}

/** Of `/api/v1/rules`, `data` as it came: the rules that name the metric, each once. Total: what is no rule is none. */
export function rulesUsing(data: unknown, metric: string): readonly RuleUse[] {
  const found = new Map<string, RuleUse>();
  for (const group of listIn(data, "groups")) {
    for (const rule of listIn(group, "rules")) {
      const use = useOf(rule, textIn(group, "name"), metric);
      if (use !== null) found.set(JSON.stringify(use), use);
    }
  }
  return [...found.values()];
}

function useOf(rule: unknown, group: string, metric: string): RuleUse | null {
  const [name, query] = [textIn(rule, "name"), textIn(rule, "query")];
  // Most rules are about something else, and need not be parsed to know it.
  const mayName = query.includes(metric) || query.includes("\\");
  if (name === "" || !mayName || !metricNames(query).includes(metric)) return null;
  return { name, kind: textIn(rule, "type") === "alerting" ? "alert" : "record", group };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = member(value, key);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

function textIn(value: unknown, key: string): string {
  const text = member(value, key);
  return typeof text === "string" ? text : "";
}
