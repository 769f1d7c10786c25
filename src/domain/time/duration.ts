/** Prometheus' units, largest first: a year is 365 days, a week 7, a day 24 hours. */
export const durationUnits = [
  { name: "y", ms: 31_536_000_000, isExactOnly: true },
  { name: "w", ms: 604_800_000, isExactOnly: true },
  { name: "d", ms: 86_400_000, isExactOnly: true },
  { name: "h", ms: 3_600_000, isExactOnly: false },
  { name: "m", ms: 60_000, isExactOnly: false },
  { name: "s", ms: 1000, isExactOnly: false },
  { name: "ms", ms: 1, isExactOnly: false },
] as const;

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** A Prometheus duration ("1h30m", "1d", "500ms", "0") to milliseconds; null when it is none. Units only in falling order, as in PromQL. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "0") return 0;
  const match = trimmed === "" ? null : DURATION.exec(trimmed);
  if (!match) return null;
  const totalMs = durationUnits.reduce(
    (sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit.ms,
    0,
  );
  return Number.isSafeInteger(totalMs) ? totalMs : null;
}

/**
 * Milliseconds as Prometheus prints a duration (common/model Duration.String): years, weeks and days only when they
 * fit exactly, so 36 hours are "36h" and a week is "1w". Rounded to whole milliseconds.
 */
export function formatDuration(durationMs: number): string {
  let restMs = Math.max(0, Math.round(durationMs));
  if (restMs === 0) return "0s";
  let text = "";
  for (const unit of durationUnits) {
    if (unit.isExactOnly && restMs % unit.ms !== 0) continue;
    const count = Math.floor(restMs / unit.ms);
    if (count > 0) text += `${count}${unit.name}`;
    restMs -= count * unit.ms;
  }
  return text;
}

const friendlyNames: Record<string, string> = { m: "min" };

/** A step for people: "15 s", "10 min", "1 h 30 min", "1 d". */
export function formatStep(stepMs: number): string {
  return formatDuration(stepMs)
    .replaceAll(
      /(\d+)([a-z]+)/g,
      (_, count: string, unit: string) => `${count} ${friendlyNames[unit] ?? unit} `,
    )
    .trim();
}
