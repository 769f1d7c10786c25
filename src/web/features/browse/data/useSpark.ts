import { useQuery } from "@tanstack/react-query";
import type { RangeResult } from "../../../../domain/frame/Frame.ts";
import { planQuery } from "../../../../domain/query/planQuery.ts";
import { createGate } from "../../../lib/browse/createGate.ts";
import { runQuery } from "../../../lib/runner/runQuery.ts";
import type { BrowserContext } from "../BrowserTypes.ts";

/** Small charts never ask for more at once, however many are in view (D11). */
const AT_ONCE = 6;
const gate = createGate(AT_ONCE);

/** A small chart needs few points and few lines. */
const POINTS_PX = 160;
const CAP_BYTES = 2 * 1024 * 1024;
const FRESH_MS = 60_000;

export interface SparkRequest extends Pick<BrowserContext, "source" | "range" | "zone"> {
  readonly expr: string;
  /** Asked only once it was in view. */
  readonly isSeen: boolean;
}

/** A small range query: a point for every two pixels, a cap on bytes, six at once. */
export function useSpark({ source, range, zone, expr, isSeen }: SparkRequest) {
  const plan = planQuery({
    row: { sourceId: source.id, expr },
    kind: "range",
    range,
    zone,
    step: "auto",
    plotPx: POINTS_PX,
    minStepMs: source.minStepMs,
  });
  return useQuery({
    queryKey: ["spark", plan],
    queryFn: async ({ signal }): Promise<RangeResult | null> => {
      if (plan.kind !== "range") return null;
      const { decoded } = await gate(() => runQuery({ ...plan, capBytes: CAP_BYTES }, signal), signal);
      return decoded.result.kind === "range" ? decoded.result : null;
    },
    enabled: isSeen && expr !== "",
    staleTime: FRESH_MS,
    structuralSharing: false,
  });
}
