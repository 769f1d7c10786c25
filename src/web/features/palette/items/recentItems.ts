import { canonicalRange } from "../../../../domain/link/canonicalRange.ts";
import type { PaletteItem } from "../PaletteTypes.ts";
import { labelId, labelItem, metricId, metricItem, type NameContext } from "./nameItems.ts";
import { namedRangeItem, type RangeContext } from "./rangeItems.ts";

export interface RecentContext {
  readonly names: NameContext | null;
  readonly ranges: RangeContext | null;
}

/** What was chosen lately and is in no list: metrics and labels of this source, and ranges that were typed. */
export function recentItems(
  ids: readonly string[],
  { names, ranges }: RecentContext,
): readonly PaletteItem[] {
  return ids.flatMap((id): readonly PaletteItem[] => {
    const range = /^range:([^ ]+) to ([^ ]+)$/.exec(id);
    if (range?.[1] && range[2]) {
      if (!ranges) return [];
      const known = canonicalRange({ from: range[1], to: range[2] }, ranges.zone);
      return known ? [namedRangeItem(known, ranges)] : [];
    }
    if (!names) return [];
    const metrics = metricId(names.source, "");
    if (id.startsWith(metrics)) return [metricItem(id.slice(metrics.length), "metric", names)];
    const labels = labelId(names.source, "");
    return id.startsWith(labels) ? [labelItem(id.slice(labels.length), names)] : [];
  });
}
