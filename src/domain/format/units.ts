/** How numbers of a unit are scaled: 1000, 1024, clock units, not at all, as words or as a date. */
export type UnitStyle = "si" | "iec" | "time" | "plain" | "duration" | "date" | "boolean";

export interface Unit {
  /** Stable: links carry it. */
  readonly id: string;
  /** Long name for the picker. */
  readonly name: string;
  readonly group: "Numbers" | "Data" | "Time" | "Rates" | "Physics";
  /** What stands behind the number or above the axis: "B", "cores", "%". */
  readonly symbol: string;
  readonly style: UnitStyle;
  /** "kW" and "MiB/s", against "1.5k req/s" where the prefix belongs to the number. */
  readonly takesPrefix: boolean;
  /** From the sample to what `style` scales: 100 for a 0–1 percent, 0.001 for milliseconds. */
  readonly factor: number;
}

type Row = readonly [id: string, name: string, symbol: string, style: UnitStyle, more?: Partial<Unit>];

function rows(group: Unit["group"], takesPrefix: boolean, list: readonly Row[]): Unit[] {
  return list.map(([id, name, symbol, style, more]) => ({
    id,
    name,
    group,
    symbol,
    style,
    takesPrefix,
    factor: 1,
    ...more,
  }));
}

/** Every unit, in the order of the picker. The first is also that of an unknown id. */
export const units: readonly Unit[] = [
  ...rows("Numbers", false, [
    ["none", "Number (1.5k, 2M)", "", "si"],
    ["plain", "Number, written out", "", "plain"],
    ["percent", "Percent (0–100)", "%", "plain"],
    ["percentunit", "Percent (0–1)", "%", "plain", { factor: 100 }],
    ["ratio", "Ratio (0–1)", "", "plain"],
    ["boolean", "Yes or no", "", "boolean"],
    ["cores", "CPU cores", "cores", "si"],
  ]),
  ...rows("Data", true, [
    ["bytes", "Bytes (KiB, MiB)", "B", "iec"],
    ["decbytes", "Bytes (kB, MB)", "B", "si"],
    ["bits", "Bits", "bit", "si"],
    ["Bps", "Bytes per second (KiB/s)", "B/s", "iec"],
    ["decBps", "Bytes per second (kB/s)", "B/s", "si"],
    ["bps", "Bits per second", "bit/s", "si"],
  ]),
  ...rows("Time", false, [
    ["seconds", "Seconds", "s", "time"],
    ["milliseconds", "Milliseconds", "s", "time", { factor: 1e-3 }],
    ["microseconds", "Microseconds", "s", "time", { factor: 1e-6 }],
    ["nanoseconds", "Nanoseconds", "s", "time", { factor: 1e-9 }],
    ["duration", "Duration (1 d 2 h), from seconds", "", "duration"],
    ["dateTime", "Date and time, from seconds", "", "date"],
    ["dateTimeMs", "Date and time, from milliseconds", "", "date", { factor: 1e-3 }],
  ]),
  ...rows("Rates", false, [
    ["reqps", "Requests per second", "req/s", "si"],
    ["ops", "Operations per second", "ops/s", "si"],
    ["persec", "Per second", "/s", "si"],
  ]),
  ...rows("Physics", true, [
    ["hertz", "Hertz", "Hz", "si"],
    ["celsius", "Degrees Celsius", "°C", "plain"],
    ["joules", "Joules", "J", "si"],
    ["watts", "Watts", "W", "si"],
    ["volts", "Volts", "V", "si"],
    ["amperes", "Amperes", "A", "si"],
    ["meters", "Metres", "m", "si"],
    ["grams", "Grams", "g", "si"],
  ]),
];

const byId = new Map(units.map((unit) => [unit.id, unit]));
const [plainest] = units;

/** "" and ids of another version are plain numbers. */
export function unitOf(id: string): Unit {
  const unit = byId.get(id) ?? plainest;
  if (unit === undefined) throw new RangeError("no units");
  return unit;
}
