import fs from "node:fs";

/** Files, pipes and the log, whatever else runs. */
const RESERVED = 64;

/**
 * How many connections to take, given the limit of open files (F62): each may need a second file, to its source.
 * Where the limit cannot be read (not Linux), `wanted` stands.
 */
export function connectionBudget(wanted: number, limits = readLimits()): number {
  const files = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  if (files === undefined) return wanted;
  return Math.max(16, Math.min(wanted, Math.floor((Number(files) - RESERVED) / 2)));
}

function readLimits(): string {
  try {
    return fs.readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
