import { addUnits, startOfUnit, type TimeUnit } from "./calendar.ts";
import { formatClock, formatDay, timeParts } from "./timeParts.ts";
import type { ResolvedRange } from "./TimeRange.ts";
import { offsetMs, twoDigits } from "./zone.ts";

export interface TimeTick {
  readonly timeMs: number;
  readonly label: string;
  /** A local midnight: named by its day, drawn stronger, with a grid line. */
  readonly isDay: boolean;
}

interface TickStep {
  readonly count: number;
  readonly unit: TimeUnit;
  readonly approxMs: number;
}

const approxMs: Record<TimeUnit, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  Q: 7_776_000_000,
  y: 31_536_000_000,
};
const counts: readonly (readonly [TimeUnit, readonly number[]])[] = [
  ["ms", [1, 2, 5, 10, 20, 50, 100, 200, 500]],
  ["s", [1, 2, 5, 10, 15, 30]],
  ["m", [1, 2, 5, 10, 15, 30]],
  ["h", [1, 2, 3, 6, 12]],
  ["d", [1, 2, 5, 10]],
  ["M", [1, 2, 3, 6]],
  ["y", [1, 2, 5, 10, 50, 100, 1000]],
];
const ladder: readonly TickStep[] = counts.flatMap(([unit, list]) =>
  list.map((count) => ({ count, unit, approxMs: count * approxMs[unit] })),
);

/** Room for "02:00:00.500" and for "20 Oct 2024" at 11 px. */
const LABEL_PX = 84;
const TICK_LIMIT = 500;

export interface TickOptions {
  /** Width of the plot in CSS pixels. */
  readonly widthPx: number;
  readonly zone: string;
  /** Least distance between labels; 64 on a phone. Default 84. */
  readonly labelPx?: number;
}

/**
 * Ticks on round times of the zone's wall clock, ascending, inside the domain. Within a day no two labels are equal:
 * an hour that occurs twice carries its offset ("02:00 +2", "02:00 +1").
 */
export function timeTicks(domain: ResolvedRange, options: TickOptions): readonly TimeTick[] {
  const spanMs = domain.endMs - domain.startMs;
  if (!(spanMs > 0) || !(options.widthPx > 0)) return [];
  const wantedMs = (spanMs / options.widthPx) * (options.labelPx ?? LABEL_PX);
  const step = ladder.find((candidate) => candidate.approxMs >= wantedMs) ?? ladder.at(-1);
  if (step === undefined) return [];
  const times = tickTimes(domain, step, options.zone);
  return times.map((timeMs, index) => tickAt(timeMs, times[index - 1], { step, zone: options.zone }));
}

/** Days and above count in the calendar; below, in elapsed time from local midnight, so that a doubled hour is there twice. */
function tickTimes(domain: ResolvedRange, step: TickStep, zone: string): number[] {
  const times: number[] = [];
  const isCalendar = step.approxMs >= approxMs.d;
  const base = isCalendar ? (step.unit === "d" ? "M" : "y") : "d";
  let blockMs = startOfUnit(domain.startMs, base, zone);
  while (blockMs <= domain.endMs && times.length < TICK_LIMIT) {
    const nextBlockMs = addUnits(blockMs, step.unit === "y" ? step.count : 1, { unit: base, zone });
    if (isCalendar) pushCalendarBlock(times, { startMs: blockMs, endMs: nextBlockMs }, { step, zone });
    else pushDay(times, { startMs: Math.max(blockMs, domain.startMs), endMs: nextBlockMs }, { step, zone });
    blockMs = nextBlockMs;
  }
  return times.filter((timeMs) => timeMs >= domain.startMs && timeMs <= domain.endMs).slice(0, TICK_LIMIT);
}

interface Grid {
  readonly step: TickStep;
  readonly zone: string;
}

/** From the 1st of a month (or 1 January) in steps; a stub shorter than half a step before the next one is left out. */
function pushCalendarBlock(times: number[], block: ResolvedRange, { step, zone }: Grid): void {
  if (step.unit === "y") {
    const isOnGrid = timeParts(block.startMs, zone).year % step.count === 0;
    times.push(isOnGrid || step.count === 1 ? block.startMs : startOfYearGrid(block.startMs, { step, zone }));
    return;
  }
  let timeMs = block.startMs;
  for (let index = 1; timeMs < block.endMs; index += 1) {
    if (timeMs === block.startMs || block.endMs - timeMs >= step.approxMs * 0.7) times.push(timeMs);
    timeMs = addUnits(block.startMs, index * step.count, { unit: step.unit, zone });
  }
}

function startOfYearGrid(timeMs: number, { step, zone }: Grid): number {
  const { year } = timeParts(timeMs, zone);
  return addUnits(timeMs, -(year % step.count), { unit: "y", zone });
}

/** Instants of one day whose wall clock is a multiple of the step. */
function pushDay(times: number[], day: ResolvedRange, { step, zone }: Grid): void {
  const stepMs = step.approxMs;
  // Clock changes fall on half hours at the finest (Lord Howe Island), so coarser steps are found by walking half hours.
  const walkMs = Math.min(stepMs, 1_800_000);
  const firstMs =
    Math.ceil((day.startMs + offsetMs(zone, day.startMs)) / walkMs) * walkMs - offsetMs(zone, day.startMs);
  for (let timeMs = firstMs; timeMs < day.endMs && times.length < TICK_LIMIT; timeMs += walkMs) {
    const wallMs = timeMs + offsetMs(zone, timeMs);
    if (Math.round(wallMs) % stepMs === 0) times.push(timeMs);
  }
}

function tickAt(timeMs: number, previousMs: number | undefined, { step, zone }: Grid): TimeTick {
  const parts = timeParts(timeMs, zone);
  const isDay = timeMs === startOfUnit(timeMs, "d", zone);
  const isNewYear = previousMs === undefined || timeParts(previousMs, zone).year !== parts.year;
  if (step.unit === "y") return { timeMs, label: String(parts.year), isDay };
  if (step.unit === "M")
    return { timeMs, label: `${parts.monthName}${isNewYear ? ` ${parts.year}` : ""}`, isDay };
  if (isDay) return { timeMs, label: formatDay(parts, previousMs !== undefined && isNewYear), isDay };
  const atLeast = step.unit === "ms" ? "ms" : step.unit === "s" ? "s" : "m";
  return { timeMs, label: `${formatClock(parts, atLeast)}${doubledSuffix(timeMs, zone)}`, isDay };
}

/** " +2" in the first and " +1" in the second of an hour that the clock shows twice; else "". */
function doubledSuffix(timeMs: number, zone: string): string {
  const offset = offsetMs(zone, timeMs);
  const hourMs = approxMs.h;
  const isDoubled = [-hourMs, hourMs, -hourMs / 2, hourMs / 2].some(
    (byMs) => offsetMs(zone, timeMs + byMs) === offset - byMs,
  );
  if (!isDoubled) return "";
  const minutes = Math.abs(offset) / 60_000;
  const fraction = minutes % 60 === 0 ? "" : `:${twoDigits(minutes % 60)}`;
  return ` ${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${fraction}`;
}
