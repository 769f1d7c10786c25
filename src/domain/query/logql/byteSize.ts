/** Sizes in label filters as Loki reads and prints them: `10KB`, `1.5MiB`; lower case only for the `k`. */

const BYTES_PER: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
const SIZE = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/;

/** Bytes; null where Loki refuses the size. Its scanner takes a `P` or `E` behind digits for another thing, and `0B`. */
export function parseByteSize(text: string): number | null {
  const [, digits = "", unit = ""] = SIZE.exec(text) ?? [];
  const per = BYTES_PER[unit];
  if (per === undefined || text.startsWith("0B")) return null;
  return Math.trunc(Number(digits) * per);
}

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"] as const;

/** As Loki prints it: two digits at most, so often another size than was meant. */
export function printByteSize(bytes: number): string {
  if (bytes < 10) return `${bytes}B`;
  const exponent = Math.min(Math.floor(Math.log(bytes) / Math.log(1000)), UNITS.length - 1);
  const value = Math.floor((bytes / 1000 ** exponent) * 10 + 0.5) / 10;
  return `${value.toFixed(value < 10 ? 1 : 0)}${UNITS[exponent] ?? ""}`;
}
