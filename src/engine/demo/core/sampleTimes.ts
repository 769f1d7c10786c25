import { tooManySamples } from "../../EngineError.ts";
import type { WindowHint } from "../../store/MetricStore.ts";
import type { Segment } from "./Lives.ts";

/** The times of a target's scrapes: offsetMs + k × intervalMs. */
export interface ScrapeGrid {
  readonly offsetMs: number;
  readonly intervalMs: number;
}

/** The samples [from, to) belong to the segment. */
export interface SampleRun {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

export interface SampleTimes {
  readonly timesMs: Float64Array;
  readonly runs: readonly SampleRun[];
  /** Where a stale marker stands instead of a value: the first scrape that finds nothing. */
  readonly staleAt: readonly number[];
}

/** Scrapes first … last, by number; `hasMarker`: scrape last + 1 finds it gone. */
interface ScrapedSegment {
  readonly segment: Segment;
  readonly first: number;
  readonly last: number;
  readonly hasMarker: boolean;
}

/** Numbers of scrapes, both inclusive. */
interface Interval {
  readonly first: number;
  readonly last: number;
}

export interface SampleRequest {
  readonly grid: ScrapeGrid;
  readonly segments: readonly Segment[];
  readonly nowMs: number;
  /** Nothing earlier is looked at; -Infinity when left out. */
  readonly notBeforeMs?: number;
}

/** The samples that the windows need: in order, none after now. Throws before more than `maxSamples` are made. */
export function sampleTimes(window: WindowHint, request: SampleRequest): SampleTimes {
  const scraped = scrapedSegments(request);
  const { grid, notBeforeMs = -Infinity } = request;
  const isNewestOnly = window.isNewestOnly && !meetsEveryScrape(window, grid);
  const earliest = Math.ceil((notBeforeMs - grid.offsetMs) / grid.intervalMs);
  const wanted = intervalsOf({ ...window, isNewestOnly }, grid)
    .map(({ first, last }) => ({ first: Math.max(first, earliest), last }))
    .filter(({ first, last }) => first <= last);
  const chosen = isNewestOnly ? newestOf(wanted, scraped) : wanted;
  const most = Math.min(scrapesIn(chosen), scrapesIn(scraped));
  if (most > (window.maxSamples ?? Infinity)) throw tooManySamples();
  return collect(chosen, { scraped, grid });
}

/** Each scrape is some window's newest: they are taken as one interval, not as millions of one scrape each. */
const meetsEveryScrape = ({ firstMs, lastMs, stepMs }: WindowHint, { intervalMs }: ScrapeGrid): boolean =>
  firstMs < lastMs && stepMs <= intervalMs;

const scrapesIn = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0);

function scrapedSegments({ grid, segments, nowMs }: SampleRequest): ScrapedSegment[] {
  const lastOfAll = Math.floor((nowMs - grid.offsetMs) / grid.intervalMs);
  const firstOf = (timeMs: number): number => Math.ceil((timeMs - grid.offsetMs) / grid.intervalMs);
  const scraped: ScrapedSegment[] = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment === undefined) continue;
    const first = firstOf(segment.fromMs);
    const gone = Math.min(firstOf(segment.toMs), lastOfAll + 1);
    const next = segments[i + 1];
    const hasMarker = gone <= lastOfAll && (next === undefined || firstOf(next.fromMs) > gone);
    if (gone > first) scraped.push({ segment, first, last: gone - 1, hasMarker });
  }
  return scraped;
}

/** One interval where windows touch, else one each; (t − rangeMs, t] by number. */
function intervalsOf(window: WindowHint, grid: ScrapeGrid): Interval[] {
  const { firstMs, lastMs, stepMs, rangeMs, isNewestOnly } = window;
  const upTo = (timeMs: number): number => Math.floor((timeMs - grid.offsetMs) / grid.intervalMs);
  if (!isNewestOnly && stepMs <= rangeMs) return [{ first: upTo(firstMs - rangeMs) + 1, last: upTo(lastMs) }];
  const intervals: Interval[] = [];
  for (let timeMs = firstMs; timeMs <= lastMs; timeMs += stepMs) {
    intervals.push({ first: upTo(timeMs - rangeMs) + 1, last: upTo(timeMs) });
    if (firstMs === lastMs) break;
  }
  return intervals;
}

/** The newest sample or marker of each window. */
function newestOf(wanted: readonly Interval[], scraped: readonly ScrapedSegment[]): Interval[] {
  const newest: Interval[] = [];
  let at = 0;
  let previous = -Infinity;
  for (const { first, last } of wanted) {
    while ((scraped[at + 1]?.first ?? Infinity) <= last) at++;
    const segment = scraped[at];
    if (segment === undefined || segment.first > last) continue;
    const number = Math.min(last, segment.hasMarker ? segment.last + 1 : segment.last);
    if (number < first || number === previous) continue;
    previous = number;
    newest.push({ first: number, last: number });
  }
  return newest;
}

function collect(
  wanted: readonly Interval[],
  shape: { readonly scraped: readonly ScrapedSegment[]; readonly grid: ScrapeGrid },
): SampleTimes {
  const { scraped, grid } = shape;
  const times: number[] = [];
  const runs: SampleRun[] = [];
  const staleAt: number[] = [];
  let at = 0;
  for (const { first, last } of wanted) {
    while (at < scraped.length && (scraped[at]?.last ?? 0) + 1 < first) at++;
    for (let i = at; i < scraped.length; i++) {
      const one = scraped[i];
      if (one === undefined || one.first > last) break;
      const from = times.length;
      const end = Math.min(one.last, last);
      for (let k = Math.max(one.first, first); k <= end; k++) times.push(grid.offsetMs + k * grid.intervalMs);
      if (times.length > from) addRun(runs, { segment: one.segment, from, to: times.length });
      const marker = one.last + 1;
      if (one.hasMarker && marker >= first && marker <= last) {
        staleAt.push(times.length);
        times.push(grid.offsetMs + marker * grid.intervalMs);
      }
    }
  }
  return { timesMs: Float64Array.from(times), runs, staleAt };
}

/** Joined to the run before where that is of the same segment. */
function addRun(runs: SampleRun[], run: SampleRun): void {
  const last = runs.at(-1);
  if (last?.segment === run.segment && last.to === run.from) runs[runs.length - 1] = { ...last, to: run.to };
  else runs.push(run);
}
