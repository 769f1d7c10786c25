import { inferUnit } from "../../../domain/format/inferUnit.ts";
import { unitOfMetric } from "../../../domain/format/unitOfMetric.ts";
import type { PanelQuery } from "../../../domain/panel/Panel.ts";
import { parseToAst } from "../../../domain/query/promql/buildAst.ts";
import { metricNames } from "../../../domain/query/promql/matchers.ts";
import { maskVariables } from "../../../domain/query/promql/variables.ts";

/**
 * The unit that the chart of these queries shows, by the names of their metrics; "" where they say none. It is saved,
 * since a reader's page does not know the query.
 */
export function shownUnit(queries: readonly PanelQuery[]): string {
  const units = queries
    .filter(({ isHidden }) => !isHidden)
    .map(({ expr }) => {
      const text = maskVariables(expr);
      const parsed = parseToAst(text);
      const unit = parsed.ok ? inferUnit(parsed.expr) : "none";
      const bucket = metricNames(text).find((name) => name.endsWith("_bucket"));
      return unit === "none" && bucket !== undefined ? unitOfMetric(bucket.replace(/_bucket$/, "")) : unit;
    });
  const [first = "none"] = units;
  return first === "none" || units.some((unit) => unit !== first) ? "" : first;
}
