import { mix, unitHash } from "../core/hash.ts";
import type { WeeklyDown } from "../core/Lives.ts";
import type { Knot } from "../core/WeekProfile.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { DAY_S, HOUR_S, MINUTE_S, WEEK_S } from "../core/weekTime.ts";

/**
 * When things happen, in seconds of the week (Monday 00:00 UTC is 0). Every hour at :20 one of three incidents begins,
 * so that one is in view whenever somebody looks; the others come daily or weekly. docs/demo.md tells them.
 */
export const INCIDENT_MINUTE = 20;
export type HourlyIncident = "accounts" | "checkout" | "search";
const BY_HOUR: readonly HourlyIncident[] = ["accounts", "checkout", "search"];

export const hourlyIncident = (hour: number): HourlyIncident => BY_HOUR[hour % 3] ?? "accounts";

/** The beginnings of one kind of incident, in order. */
export function incidentStarts(kind: HourlyIncident): number[] {
  const starts: number[] = [];
  for (let hour = 0; hour < WEEK_S / HOUR_S; hour++)
    if (hourlyIncident(hour) === kind) starts.push(hour * HOUR_S + INCIDENT_MINUTE * MINUTE_S);
  return starts;
}

/** The release of checkout starts a little before users feel it; its rollback ends it. */
export const RELEASE_LEAD_S = 40;
export const ROLLBACK_AFTER_S = 14 * MINUTE_S;

/** Out of memory: seconds after the incident's start, per replica of accounts. */
export const OUT_OF_MEMORY_AFTER_S: readonly (readonly number[])[] = [[30, 560], [260, 790], [410]];

const shape = (...points: readonly (readonly [minutes: number, value: number])[]): Knot[] =>
  points.map(([minutes, value]) => [minutes * MINUTE_S, value]);

/** Up within two minutes, a plateau with a dent, and a slow way back: as a rollback under load looks. */
export const OUTAGE = shape(
  [0, 0],
  [1.2, 0.55],
  [2.2, 0.97],
  [5, 0.94],
  [7.5, 0.98],
  [8.8, 0.74],
  [10, 0.95],
  [13.5, 0.93],
  [14.5, 0.78],
  [17, 0.58],
  [20, 0.38],
  [23, 0.25],
  [26, 0.15],
  [31, 0.05],
  [36, 0],
);

const at = (day: number, hour: number, minute = 0): number => day * DAY_S + hour * HOUR_S + minute * MINUTE_S;

interface Bumps {
  readonly starts: readonly number[];
  readonly peak: number;
  readonly shape: readonly Knot[];
  /** How much it flickers, as a share; 0 when left out. */
  readonly roughness?: number;
}

/** `base` but for a shape, times `peak`, from each start on. Shapes begin and end with 0 and do not overlap. */
export function bumps(base: number, { starts, peak, shape: points, roughness = 0 }: Bumps): WeekProfile {
  const dense = roughness > 0 ? subdivided(points) : points;
  const knots = starts.flatMap((start, i) => {
    // No two occurrences are equally bad.
    const seed = mix(mix(0x51ed, starts.length), i);
    const strength = peak * (0.86 + 0.28 * unitHash(seed, 0));
    return dense.map(([after, value], k): Knot => {
      const flicker = 1 + roughness * (2 * unitHash(mix(seed, points[0]?.[0] ?? 0), k + 1) - 1);
      return [start + after, base + strength * flicker * value];
    });
  });
  return WeekProfile.of(knots.length > 0 ? knots : [[0, base]]);
}

const FLICKER_S = 50;

/** More points on the same lines. */
function subdivided(points: readonly Knot[]): Knot[] {
  return points.flatMap(([second, value], i): Knot[] => {
    const [nextSecond, nextValue] = points[i + 1] ?? [second, value];
    const count = Math.max(1, Math.floor((nextSecond - second) / FLICKER_S));
    return Array.from({ length: count }, (_, k): Knot => [
      second + ((nextSecond - second) * k) / count,
      value + ((nextValue - value) * k) / count,
    ]);
  });
}

/** A shape later by some seconds. */
export const delayed = (knots: readonly Knot[], seconds: number): Knot[] =>
  knots.map(([second, value]) => [second + seconds, value]);

/**
 * A customer of the mobile core loses calls once an hour: at :40 on every other day, at :10 on those between, so that
 * yesterday at this time was calm. A week has seven days: of Mondays yesterday was not.
 */
export const CALL_OUTAGE_STARTS: readonly number[] = Array.from({ length: WEEK_S / HOUR_S }, (_, hour) => {
  const isOdd = Math.floor(hour / 24) % 2 === 1;
  return hour * HOUR_S + (isOdd ? 10 : 40) * MINUTE_S;
});
/** Lost at once, and mended within twenty minutes: as of a link to a switch. */
export const CALL_OUTAGE = shape([0, 0], [1.5, 0.9], [4, 1], [9, 0.95], [12, 0.8], [15, 0.3], [18, 0]);

/** Node worker-3 fills its memory on Wednesday afternoon, until the kubelet evicts pods. */
export const MEMORY_FILLS_S = at(2, 14, 30);
export const EVICTION_S = at(2, 15, 30);
/** Every night: the backup and the batch jobs. */
export const NIGHTLY_STARTS: readonly number[] = [0, 1, 2, 3, 4, 5, 6].map((day) => at(day, 2));
/** Every morning one GPU waits for a trainer that hangs, until somebody comes to work. */
export const GPU_IDLE_STARTS: readonly number[] = [0, 1, 2, 3, 4, 5, 6].map((day) => at(day, 4, 40));
export const GPU_IDLE_S = 4 * HOUR_S + 25 * MINUTE_S;
/** The week's release of each service, and the one that makes cart slower until it is mended. */
export const WEEKLY_RELEASE_S = at(0, 10, 5);
export const CART_SLOWER_S = at(1, 10, 10);
export const CART_MENDED_S = at(3, 10, 10);

/** Nodes are patched and rebooted one after another on Sunday morning. */
export const rebootOf = (nodeIndex: number): WeeklyDown => ({
  atS: at(6, 3, 12 + nodeIndex * 11),
  durationS: 95,
});

const HOURS: readonly number[] = [
  0.34, 0.27, 0.23, 0.21, 0.23, 0.3, 0.44, 0.62, 0.83, 0.97, 1.04, 1.07, 1.12, 1.1, 1.05, 1.04, 1.08, 1.16,
  1.27, 1.32, 1.22, 0.99, 0.73, 0.5,
];
const WEEKDAYS: readonly number[] = [1.02, 0.99, 1, 1.01, 1.06, 0.83, 0.78];

/** How busy people make it: a day and a week. 1 is a common hour by day. */
export const PEOPLE = WeekProfile.of(
  WEEKDAYS.flatMap((weekday, day) => HOURS.map((hour, i): Knot => [at(day, i), hour * weekday])),
);
/** Machines talk to machines: hardly any rhythm. */
export const MACHINES = PEOPLE.map(0.9, 0.1);
export const STEADY = WeekProfile.flat(1);

/** 0, and 1 while the nightly jobs run. */
export const NIGHTLY = WeekProfile.of([
  [0, 0],
  ...NIGHTLY_STARTS.flatMap((start): Knot[] =>
    shape([0, 0], [1.5, 1], [31, 0.9], [38, 0.35], [41, 0]).map(([s, v]) => [start + s, v]),
  ),
]);
/** 0, and 1 while backups slow the disks of the control plane. */
export const BACKUP = WeekProfile.of([
  [0, 0],
  ...NIGHTLY_STARTS.flatMap((start): Knot[] =>
    shape([4, 0], [6, 1], [24, 0.85], [33, 0]).map(([s, v]) => [start + s, v]),
  ),
]);
/** 0 to 1: how full worker-3's memory runs. */
export const MEMORY_FILL = WeekProfile.of([
  [0, 0],
  [MEMORY_FILLS_S, 0],
  [EVICTION_S - 15 * MINUTE_S, 0.82],
  [EVICTION_S, 1],
  [EVICTION_S + 30, 0.12],
  [EVICTION_S + 20 * MINUTE_S, 0],
]);
