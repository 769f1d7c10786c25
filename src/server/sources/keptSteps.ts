import type { Step } from "./checkSteps.ts";
import { wholeSeconds } from "./engineSteps.ts";

/** What the embedded engine holds of a source, and how its last reading went. Times in epoch milliseconds. */
export interface KeptSamples {
  readonly series: number;
  readonly samples: number;
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
  /** Samples that went because of the memory ceiling. */
  readonly dropped: number;
  readonly lastMs: number | undefined;
  /** Absent: it went well. */
  readonly error: string | undefined;
}

const count = (value: number): string => value.toLocaleString("en-GB");

/** The last reading with its error by line, and what is kept; what was dropped for room is said. */
export function keptSteps(kept: KeptSamples | undefined, nowMs: number): Step[] {
  if (kept === undefined) return [];
  const { lastMs, error } = kept;
  const last: Step =
    error === undefined
      ? {
          name: "Last read",
          state: "ok",
          text: lastMs === undefined ? "Not yet" : `${wholeSeconds(nowMs - lastMs)} ago`,
        }
      : { name: "Last read", state: "fail", text: error };
  return [last, keptStep(kept, nowMs)];
}

function keptStep({ series, samples, oldestMs, dropped }: KeptSamples, nowMs: number): Step {
  if (oldestMs === undefined) return { name: "Kept", state: "warn", text: "Nothing yet" };
  const text = `${count(samples)} samples of ${count(series)} series, the oldest ${wholeSeconds(nowMs - oldestMs)} old`;
  return dropped === 0
    ? { name: "Kept", state: "ok", text }
    : {
        name: "Kept",
        state: "warn",
        text: `${text}; ${count(dropped)} older ones were dropped to stay under memory_limit`,
      };
}
