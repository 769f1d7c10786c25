import { useMemo } from "react";
import { inferUnit } from "../../../../domain/format/inferUnit.ts";
import { unitOfMetric } from "../../../../domain/format/unitOfMetric.ts";
import { parseToAst } from "../../../../domain/query/promql/buildAst.ts";
import { metricNames } from "../../../../domain/query/promql/matchers.ts";
import { maskVariables } from "../../../../domain/query/promql/variables.ts";
import { type MetricFacts, useMetadata } from "./useMetadata.ts";

export interface QueryFacts {
  /** Metadata of the metrics named in the first shown query's source. */
  readonly metadata: ReadonlyMap<string, MetricFacts>;
  /** Unit id of the chart when none is chosen: what all queries agree on, else "none". */
  readonly unit: string;
  /** Unit of what the first query's histogram counts: of its bucket edges, not of its counts. */
  readonly bucketUnit: string;
}

export interface AskedQuery {
  readonly sourceId: string;
  readonly expr: string;
}

/** `_bucket`, `_sum` and `_count` belong to the family that metadata names. */
const familyOf = (metric: string) => metric.replace(/_(?:bucket|sum|count)$/, "");

/** Longer lists than this are a query over everything; asking one by one would be a flood. */
const METRICS_ASKED = 8;

/** What metadata says about the queries that ran. */
export function useQueryFacts(rows: readonly AskedQuery[]): QueryFacts {
  const sourceId = rows[0]?.sourceId ?? "";
  const names = useMemo(() => {
    const found = rows.flatMap((row) => metricNames(maskVariables(row.expr)));
    return [...new Set(found.flatMap((name) => [name, familyOf(name)]))].toSorted().slice(0, METRICS_ASKED);
  }, [rows]);
  const metadata = useMetadata(sourceId, names);
  const unit = useMemo(() => {
    const metadataOf = (metric: string) => metadata.get(metric) ?? metadata.get(familyOf(metric));
    const units = rows.flatMap((row) => {
      const parsed = parseToAst(maskVariables(row.expr));
      return parsed.ok ? [inferUnit(parsed.expr, metadataOf)] : [];
    });
    return units.every((one) => one === units[0]) ? (units[0] ?? "none") : "none";
  }, [rows, metadata]);
  const family = familyOf(names[0] ?? "");
  return { metadata, unit, bucketUnit: family === "" ? "none" : unitOfMetric(family, metadata.get(family)) };
}
