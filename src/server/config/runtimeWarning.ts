/**
 * First release of each line without the holes known when this was written (Brotli decoder, CVE-2026-111497, and
 * others of that round). Lines that are not named are either newer or no longer mended.
 */
const PATCHED: Readonly<Record<number, readonly [number, number]>> = {
  22: [23, 4],
  24: [22, 1],
  26: [12, 1],
};
const NEWEST_LINE = 26;

/** A line for the operator when this Node has known holes; undefined when it has none we know of. */
export function runtimeWarning(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const patched = PATCHED[major];
  if (patched === undefined && major > NEWEST_LINE) return undefined;
  if (patched && (minor > patched[0] || (minor === patched[0] && patch >= patched[1]))) return undefined;
  const target = patched ? `${major}.${patched[0]}.${patched[1]}` : "26.12.1";
  return `Node ${version} has known holes; Sightglass decodes nothing but gzip, yet run it on Node ${target} or newer`;
}
