import type { Unit } from "./units.ts";

/** One common scale for several numbers of a unit. */
export interface UnitScale {
  /** A number already multiplied by the unit's factor is divided by this. */
  readonly divisor: number;
  /** Directly behind the number: the "k" of "1.5k". */
  readonly inline: string;
  /** "MiB", "ms", "%", "req/s"; said once above an axis or column. */
  readonly suffix: string;
}

const SI = ["n", "µ", "m", "", "k", "M", "G", "T", "P", "E"];
const SI_ONE = 3;
const IEC = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
/** Counts stay written out up to here: 9,000 requests are not "9k". */
const FIRST_K = 10_000;

const clock: readonly (readonly [atLeast: number, symbol: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
  [1e-3, "ms"],
  [1e-6, "µs"],
  [1e-9, "ns"],
];

/** The scale in which `magnitude` (absolute, times the unit's factor) is short to read. */
export function chooseScale(unit: Unit, magnitude: number): UnitScale {
  const plain = { divisor: 1, inline: "", suffix: unit.symbol };
  if (!(magnitude > 0) || !Number.isFinite(magnitude)) return plain;
  if (unit.style === "iec") return iecScale(unit, magnitude);
  if (unit.style === "si") return siScale(unit, magnitude);
  if (unit.style !== "time") return plain;
  const [divisor, suffix] = clock.find(([atLeast]) => magnitude >= atLeast) ?? [1e-9, "ns"];
  return { divisor, inline: "", suffix };
}

function siScale(unit: Unit, magnitude: number): UnitScale {
  // log10 of a power of ten may come out a hair too small.
  const power = Math.floor((Math.log10(magnitude) + 1e-12) / 3);
  const isCount = !unit.takesPrefix && magnitude < FIRST_K;
  const index = isCount ? SI_ONE : Math.max(0, SI_ONE + power);
  const prefix = SI[index];
  // Above "E", and for no number a reader meets: left as it is, printed with an exponent.
  if (prefix === undefined || prefix === "") return { divisor: 1, inline: "", suffix: unit.symbol };
  const divisor = 10 ** ((index - SI_ONE) * 3);
  if (unit.takesPrefix) return { divisor, inline: "", suffix: prefix + unit.symbol };
  return { divisor, inline: prefix, suffix: unit.symbol };
}

function iecScale(unit: Unit, magnitude: number): UnitScale {
  const index = Math.max(0, Math.floor(Math.log2(magnitude) / 10));
  const prefix = IEC[index];
  if (prefix === undefined) return { divisor: 1, inline: "", suffix: unit.symbol };
  return { divisor: 1024 ** index, inline: "", suffix: prefix + unit.symbol };
}
