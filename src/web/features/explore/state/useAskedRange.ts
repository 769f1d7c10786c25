import { useMemo } from "react";
import { resolveRange } from "../../../../domain/time/resolveRange.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Executed } from "./useExplore.ts";

const HOUR_MS = 3_600_000;

/** The range of the last run as instants; one that cannot be read is the hour before it. */
export function useAskedRange({ state, asOfMs }: Executed): ResolvedRange {
  const { range, zone } = state;
  return useMemo(
    () => resolveRange(range, asOfMs, zoneName(zone)) ?? { startMs: asOfMs - HOUR_MS, endMs: asOfMs },
    [range, asOfMs, zone],
  );
}
