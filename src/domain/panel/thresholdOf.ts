import type { Threshold } from "./Panel.ts";

export type Level = "ok" | "warn" | "danger";

/** What a threshold says is passed, wherever it is said. */
export const LEVEL_WORDS: Readonly<Record<Threshold["level"], string>> = {
  warn: "Not normal",
  danger: "Serious",
};

export interface Standing {
  readonly level: Level;
  /** "Normal"; "Above normal" or "Below normal", which tell more than "Not normal"; "Serious"; or "No data". */
  readonly words: string;
  /** The one that was passed. */
  readonly threshold: Threshold | null;
}

const isPassed = (value: number, { value: limit, side }: Threshold): boolean =>
  side === "above" ? value > limit : value < limit;

/** Where a value stands, the most serious threshold that it passes first; null where there are none to pass. */
export function thresholdOf(value: number, thresholds: readonly Threshold[]): Standing | null {
  if (thresholds.length === 0) return null;
  if (Number.isNaN(value)) return { level: "warn", words: "No data", threshold: null };
  const passed = thresholds.filter((threshold) => isPassed(value, threshold));
  const threshold = passed.find(({ level }) => level === "danger") ?? passed[0];
  if (threshold === undefined) return { level: "ok", words: "Normal", threshold: null };
  return { level: threshold.level, words: wordsOf(threshold), threshold };
}

function wordsOf({ level, side }: Threshold): string {
  if (level === "danger") return LEVEL_WORDS.danger;
  return side === "above" ? "Above normal" : "Below normal";
}
