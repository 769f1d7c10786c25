import { formatDuration } from "../../domain/time/duration.ts";
import type { Step } from "./checkSteps.ts";
import type { EngineHealth } from "./EngineHealth.ts";

/** So long an end of the engine's thread is worth telling: the retention of a source that does not set its own. */
const TOLD_MS = 24 * 3_600_000;

/** Whether the engine is down, or was, and what that cost. Nothing when all is well. */
export function engineSteps({ ends, lastEnd, startsMs }: EngineHealth, nowMs: number): Step[] {
  if (lastEnd === undefined) return [];
  const { atMs, reason } = lastEnd;
  const often = ends === 1 ? "" : ` (${ends.toLocaleString("en-GB")} times in all)`;
  const said = `It ${reason} ${wholeSeconds(nowMs - atMs)} ago${often}`;
  if (startsMs !== undefined) {
    const text = `${said}, and is started again in ${wholeSeconds(startsMs - nowMs)}`;
    return [{ name: "Engine", state: "fail", text }];
  }
  if (nowMs - atMs > TOLD_MS) return [];
  const text = `${said} and was started again; what was scraped before is gone`;
  return [{ name: "Engine", state: "warn", text }];
}

/** "1s" for less: nothing was just now. */
export const wholeSeconds = (ms: number): string =>
  formatDuration(Math.max(1_000, Math.round(ms / 1000) * 1000));
