import { POINT_LIMIT, smallestStepMs } from "../time/chooseStep.ts";
import { isIanaZone } from "../time/zone.ts";
import type { QueryKind } from "./queryKind.ts";

export interface AskLimits {
  readonly nowMs: number;
  readonly kind: QueryKind | "values";
  /** The scrape interval of the source. */
  readonly minStepMs: number;
  /** As the panel has it. */
  readonly step: "auto" | number;
  /** Lines wanted of a log query. */
  readonly limit: number;
}

/** What a reader asks: numbers from outside. */
export interface Ask {
  readonly startMs: number;
  readonly endMs: number;
  readonly plotPx: number;
  readonly zone: string;
  /** This long before the range. */
  readonly beforeMs?: number | undefined;
}

export interface ClampedAsk {
  readonly startMs: number;
  readonly endMs: number;
  readonly plotPx: number;
  readonly zone: string;
  readonly step: "auto" | number;
  readonly limit: number;
}

const DAY_MS = 86_400_000;
/** A year, and what it is compared with. */
const LONGEST_MS = 400 * DAY_MS;
/** Loki's default `max_query_length`: 30 days and an hour. */
const LONGEST_LOGS_MS = 721 * 3_600_000;
/** The values of a label are those of now; further back they only cost. */
const LONGEST_VALUES_MS = 7 * DAY_MS;
/** Clocks of readers that are a little ahead. */
const AHEAD_MS = 60_000;
/** Loki's default `max_entries_limit_per_query`. */
const MOST_LINES = 5_000;
/** Rounded up to one of these, so that readers with windows of any size share answers. */
const WIDTHS_PX = [240, 480, 960, 1920] as const;
const WIDEST_PX = 1920;

const LONGEST: Readonly<Record<AskLimits["kind"], number>> = {
  range: LONGEST_MS,
  instant: LONGEST_MS,
  logs: LONGEST_LOGS_MS,
  values: LONGEST_VALUES_MS,
};

/**
 * What may be asked for readers and links, whatever was asked (S34): the one place where ranges, steps, widths and
 * numbers of lines are bounded. A range too long loses its beginning. Null where start and end make no range that has
 * begun. Clamping again changes nothing.
 */
export function clampAsk(ask: Ask, { nowMs, kind, minStepMs, step, limit }: AskLimits): ClampedAsk | null {
  const beforeMs = ask.beforeMs ?? 0;
  if (![ask.startMs, ask.endMs, beforeMs].every((timeMs) => Number.isSafeInteger(timeMs)) || beforeMs < 0)
    return null;
  const endMs = Math.min(ask.endMs, nowMs + AHEAD_MS) - beforeMs;
  const startMs = Math.max(ask.startMs - beforeMs, endMs - LONGEST[kind], 0);
  if (startMs >= endMs) return null;
  const width = WIDTHS_PX.find((px) => ask.plotPx <= px) ?? WIDEST_PX;
  return {
    startMs,
    endMs,
    plotPx: width,
    zone: isIanaZone(ask.zone) ? ask.zone : "UTC",
    step: step === "auto" ? step : atLeast(step, { rangeMs: endMs - startMs, minStepMs }),
    limit: Math.max(1, Math.min(limit, MOST_LINES)),
  };
}

/** The author's step, as long as the source has samples so often and the answer keeps within 11,000 points. */
function atLeast(stepMs: number, { rangeMs, minStepMs }: { rangeMs: number; minStepMs: number }): number {
  const wanted = Math.max(stepMs, minStepMs, 1);
  return Math.floor(rangeMs / wanted) + 1 <= POINT_LIMIT ? wanted : smallestStepMs(rangeMs);
}
