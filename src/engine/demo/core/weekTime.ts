export const MINUTE_S = 60;
export const HOUR_S = 3_600;
export const DAY_S = 86_400;
export const WEEK_S = 604_800;

/** A Monday, 00:00 UTC: weeks of the demo are counted from here, before it in negative numbers. */
export const ANCHOR_MS = Date.UTC(2024, 0, 1);

/** Seconds since the anchor. */
export const toWeekTimeS = (timeMs: number): number => (timeMs - ANCHOR_MS) / 1_000;

export const weekOf = (timeMs: number): number => Math.floor(toWeekTimeS(timeMs) / WEEK_S);

/** Epoch milliseconds of a second of a week. */
export const momentMs = (week: number, secondOfWeek: number): number =>
  ANCHOR_MS + (week * WEEK_S + secondOfWeek) * 1_000;
