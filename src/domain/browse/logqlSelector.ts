import { logSelectors } from "../query/logql/matchers.ts";
import type { QuerySelector } from "./QuerySelector.ts";

/** The first stream selector of a LogQL query; null where there is none, or it is not closed yet. */
export function logqlSelector(text: string): QuerySelector | null {
  const [first] = logSelectors(text);
  if (!first || text.charAt(first.from) !== "{" || text.charAt(first.to - 1) !== "}") return null;
  const pills = first.matchers.map(({ name, op, value, from, to }) => ({
    name,
    operator: op,
    value,
    from,
    to,
  }));
  const { from, to } = first;
  return { from, metric: "", pills, inside: { from: from + 1, to: to - 1 }, end: to };
}
