import type { ResolvedRange } from "./TimeRange.ts";
import { offsetMs } from "./zone.ts";

/**
 * Floors both ends to the step grid, so that a refresh asks for the same instants and hits the same cache entries.
 * The grid is shifted by the zone's offset at the start: for UTC−5 a day step starts at 05:00Z, local midnight.
 * A range that shrinks to nothing is widened by one step.
 */
export function alignRange(range: ResolvedRange, stepMs: number, zone: string): ResolvedRange {
  const offset = offsetMs(zone, range.startMs);
  const floor = (timeMs: number) => Math.floor((timeMs + offset) / stepMs) * stepMs - offset;
  const startMs = floor(range.startMs);
  const endMs = floor(range.endMs);
  return { startMs, endMs: endMs === startMs ? startMs + stepMs : endMs };
}
