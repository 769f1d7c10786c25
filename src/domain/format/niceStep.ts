import type { Unit } from "./units.ts";

const clockSeconds = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];
const DAY_S = 86_400;

/** The smallest round step of at least `wanted`, in the unit's own base: 256 MiB, 15 s, 6 h, 0.05. Both in factored units. */
export function niceStep(unit: Unit, wanted: number): number {
  if (unit.style === "boolean") return Math.max(1, niceDecimal(wanted));
  if (unit.style === "iec" && wanted > 1) return 2 ** Math.ceil(Math.log2(wanted));
  const isClock = unit.style === "time" || unit.style === "duration" || unit.style === "date";
  if (!isClock || (wanted <= 0.5 && unit.style !== "date")) return niceDecimal(wanted);
  return clockSeconds.find((seconds) => seconds >= wanted) ?? niceDecimal(wanted / DAY_S) * DAY_S;
}

/** 1, 2 or 5 times a power of ten. */
function niceDecimal(wanted: number): number {
  const power = Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((candidate) => timesPower(candidate, power) >= wanted * (1 - 1e-9)) ?? 10;
  return timesPower(factor, power);
}

/** `5 * 10 ** -3` is 0.005 exactly as written; the product of doubles is not. */
export function timesPower(factor: number, power: number): number {
  return Number(`${factor}e${power}`);
}
