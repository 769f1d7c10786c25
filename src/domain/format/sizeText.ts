const UNITS = ["", "k", "m", "g", "t", "p"];
const SIZE = /^(\d{1,15}(?:\.\d{1,3})?)\s*(?:([kmgtp])(i)?)?b?$/i;

/** "10GiB", "500 MB", "1073741824" as people write sizes: bytes, binary with an i; null for anything else. */
export function parseSizeText(text: string): number | null {
  const found = SIZE.exec(text.trim());
  if (found === null) return null;
  const [, count = "", unit = "", binary] = found;
  const bytes = Number(count) * (binary === undefined ? 1000 : 1024) ** UNITS.indexOf(unit.toLowerCase());
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : null;
}

const EXACT: readonly (readonly [string, number])[] = [
  ["TiB", 1024 ** 4],
  ["GiB", 1024 ** 3],
  ["MiB", 1024 ** 2],
  ["TB", 1e12],
  ["GB", 1e9],
  ["MB", 1e6],
];

/** The shortest text that `parseSizeText` reads as exactly these bytes: "10 GiB". */
export function exactSizeText(bytes: number): string {
  const unit = EXACT.find(([, size]) => bytes >= size && bytes % size === 0);
  return unit ? `${bytes / unit[1]} ${unit[0]}` : String(bytes);
}
