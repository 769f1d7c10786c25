import { inferUnit } from "../../../../domain/format/inferUnit.ts";
import { unitOfMetric } from "../../../../domain/format/unitOfMetric.ts";
import { parseToAst } from "../../../../domain/query/promql/buildAst.ts";
import { metricNames } from "../../../../domain/query/promql/matchers.ts";
import type { MetadataMap } from "../../../../domain/query/promql/metricType.ts";
import { maskVariables } from "../../../../domain/query/promql/variables.ts";

/** A query as one source was asked it. */
export interface AskedQuery {
  readonly letter: string;
  readonly sourceId: string;
  readonly expr: string;
}

/** Metadata of one source: two sources may know one name as different things. */
export type MetadataOf = (sourceId: string) => MetadataMap;

/** `_bucket`, `_sum` and `_count` belong to the family that metadata names. */
const familyOf = (metric: string) => metric.replace(/_(?:bucket|sum|count)$/, "");

/** Longer lists than this are a query over everything; asking one by one would be a flood. */
const METRICS_ASKED = 8;

const namesIn = (expr: string) => metricNames(maskVariables(expr));

/** The names whose metadata each source is to be asked for: the metrics of its queries and their families. */
export function metricsBySource(rows: readonly AskedQuery[]): ReadonlyMap<string, readonly string[]> {
  const bySource = Map.groupBy(rows, (row) => row.sourceId);
  return new Map(
    [...bySource].map(([sourceId, own]) => {
      const found = own.flatMap((row) => namesIn(row.expr)).flatMap((name) => [name, familyOf(name)]);
      return [sourceId, [...new Set(found)].toSorted().slice(0, METRICS_ASKED)];
    }),
  );
}

/** Unit id of one axis for all of them: what the queries agree on, else "none". */
export function agreedUnit(units: readonly string[]): string {
  return units.every((one) => one === units[0]) ? (units[0] ?? "none") : "none";
}

/** Unit id of the chart when none is chosen. */
export function queryUnit(rows: readonly AskedQuery[], metadataOf: MetadataOf): string {
  const units = rows.flatMap(({ sourceId, expr }) => {
    const metadata = metadataOf(sourceId);
    const parsed = parseToAst(maskVariables(expr));
    return parsed.ok
      ? [inferUnit(parsed.expr, (metric) => metadata.get(metric) ?? metadata.get(familyOf(metric)))]
      : [];
  });
  return agreedUnit(units);
}

/** By letter, the unit of what its histogram counts: of the bucket edges, not of the counts. */
export function bucketUnits(
  rows: readonly AskedQuery[],
  metadataOf: MetadataOf,
): ReadonlyMap<string, string> {
  return new Map(
    rows.map(({ letter, sourceId, expr }) => {
      const names = namesIn(expr);
      const name = names.find((one) => one.endsWith("_bucket")) ?? names[0];
      if (name === undefined) return [letter, "none"];
      return [letter, unitOfMetric(familyOf(name), metadataOf(sourceId).get(familyOf(name)))];
    }),
  );
}
