import { readStored, writeStored } from "../../../lib/storage.ts";
import type { AnswerSchema } from "../../../lib/api.ts";

/** What was changed and not saved yet, kept in this browser: it survives a reload and a failed save (F47, F59). */
export interface KeptDraft<T> {
  /** The version it was made from. */
  readonly rev: number;
  readonly document: T;
  readonly atMs: number;
}

export function readDraft<T>(key: string, schema: AnswerSchema<T>): KeptDraft<T> | null {
  return readStored(`draft:${key}`, (value) => {
    const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    const { rev, atMs } = given;
    const parsed = schema.safeParse(given["document"]);
    if (!parsed.success || !Number.isSafeInteger(rev) || !Number.isSafeInteger(atMs)) return null;
    return { rev: rev as number, document: parsed.data, atMs: atMs as number };
  });
}

/** Null removes it. */
export function writeDraft<T>(key: string, draft: KeptDraft<T> | null): void {
  writeStored(`draft:${key}`, draft ?? undefined);
}
