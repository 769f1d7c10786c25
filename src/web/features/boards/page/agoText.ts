const MINUTE_S = 60;
const HOUR_S = 3600;
const NOW_S = 5;

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"} ago`;

/** "just now", "20 seconds ago", "3 minutes ago": as coarse as it is looked at. */
export function agoText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < NOW_S) return "just now";
  if (seconds < MINUTE_S) return counted(Math.floor(seconds / 5) * 5, "second");
  if (seconds < HOUR_S) return counted(Math.floor(seconds / MINUTE_S), "minute");
  return counted(Math.floor(seconds / HOUR_S), "hour");
}
