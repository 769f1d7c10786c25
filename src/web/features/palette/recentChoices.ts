import { readStored, writeStored } from "../../lib/storage.ts";

const KEY = "palette-recent";
/** More than are shown: some belong to other sources. */
const KEPT = 20;
const LONGEST_ID = 2_000;

/** Ids of what was chosen, newest first. */
export function readRecent(): readonly string[] {
  return readStored(KEY, parseRecent) ?? [];
}

export function rememberChoice(id: string): void {
  if (id.length > LONGEST_ID) return;
  writeStored(KEY, [id, ...readRecent().filter((one) => one !== id)].slice(0, KEPT));
}

function parseRecent(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter((id): id is string => typeof id === "string" && id.length <= LONGEST_ID).slice(0, KEPT);
}
