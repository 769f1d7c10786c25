import { infoPanel } from "../completion/infoPanel.ts";
import type { Term } from "../completion/rankTerms.ts";

const VARIABLES: readonly (readonly [string, string])[] = [
  ["$__auto", "The step of a chart, the whole range of a single value."],
  ["$__interval", "The step of this query."],
  ["$__range", "The whole range shown."],
];

export const VARIABLE_TERMS: readonly Term[] = VARIABLES.map(([label, text]) => ({
  label,
  badge: "variable",
  info: () => infoPanel({ title: label, text }),
}));

export const DURATION_TERMS: readonly Term[] = ["1m", "5m", "15m", "30m", "1h", "6h", "1d", "7d"].map(
  (label) => ({ label, badge: "duration" }),
);

export const RANGE_TERMS: readonly Term[] = [
  { label: "[$__auto]", detail: "one step", badge: "duration" },
  { label: "[5m]", badge: "duration" },
];

type Unit = readonly [unit: string, detail: string];

/** In the order they are wanted, "5" being "5m" more often than "5y". */
const RANGE_UNITS: readonly Unit[] = [
  ["m", "minutes"],
  ["h", "hours"],
  ["d", "days"],
  ["s", "seconds"],
  ["w", "weeks"],
  ["ms", "milliseconds"],
  ["y", "years"],
];
const TIME_UNITS: readonly Unit[] = [
  ["ms", "milliseconds"],
  ["s", "seconds"],
  ["m", "minutes"],
  ["h", "hours"],
  ["us", "microseconds"],
  ["ns", "nanoseconds"],
];
const BYTE_UNITS: readonly Unit[] = [
  ["KB", "thousand bytes"],
  ["MB", "million bytes"],
  ["GB", "billion bytes"],
  ["KiB", "1,024 bytes"],
  ["MiB", "1,024 KiB"],
  ["GiB", "1,024 MiB"],
  ["B", "bytes"],
];

/** In `[ ]`: "5" offers 5m, 5h …; "1h30" offers 1h30m …; what is no beginning of a duration offers nothing. */
export function durationUnitTerms(typed: string): readonly Term[] {
  if (!/^(?:\d+(?:ms|[ywdhms]))*\d+$/.test(typed)) return [];
  return RANGE_UNITS.map(([unit, detail]) => ({ label: typed + unit, badge: "duration", detail }));
}

/** In a filter: "10" offers 10ms, 10s …, 10KB, 10MiB; "1.5M" offers 1.5MB and 1.5MiB. */
export function unitTerms(typed: string): readonly Term[] {
  const [, number, begun = ""] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(typed) ?? [];
  if (number === undefined) return [];
  return [...TIME_UNITS, ...BYTE_UNITS]
    .filter(([unit]) => unit.toLowerCase().startsWith(begun.toLowerCase()) && unit !== begun)
    .map(([unit, detail]) => ({ label: number + unit, badge: "duration", detail }));
}
