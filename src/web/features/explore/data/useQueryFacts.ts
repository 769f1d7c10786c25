import { useMemo } from "react";
import { type AskedQuery, bucketUnits, queryUnit } from "./queryUnits.ts";
import { useSourceMetadata } from "./useSourceMetadata.ts";

export interface QueryFacts {
  /** Unit id of the chart when none is chosen: what all queries agree on, else "none". */
  readonly unit: string;
  /** By letter, the unit of what its histogram counts: of its bucket edges, not of its counts. */
  readonly bucketUnits: ReadonlyMap<string, string>;
}

/** What the sources' metadata says about the queries that ran. */
export function useQueryFacts(rows: readonly AskedQuery[]): QueryFacts {
  const metadataOf = useSourceMetadata(rows);
  return useMemo(
    () => ({ unit: queryUnit(rows, metadataOf), bucketUnits: bucketUnits(rows, metadataOf) }),
    [rows, metadataOf],
  );
}
