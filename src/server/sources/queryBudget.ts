import type { SourceKind } from "../../contract/sources.ts";

/** Enough for most searches; a mistyped range over everything a busy cluster writes is far above it. */
const DEFAULT_BUDGET_BYTES = 10 * 1024 ** 3;

/** The budget of a source that says nothing about it. */
export function defaultBudget(kind: SourceKind): { readonly budgetBytes?: number } {
  return kind === "loki" ? { budgetBytes: DEFAULT_BUDGET_BYTES } : {};
}

const UNITS = ["", "k", "m", "g", "t", "p"];
const SIZE = /^(\d{1,15}(?:\.\d{1,3})?)\s*(?:([kmgtp])(i)?)?b?$/i;

/** "10GiB", "500 MB", "1073741824": bytes, binary with an i; null for anything else. */
export function parseByteSize(text: string): number | null {
  const found = SIZE.exec(text.trim());
  if (found === null) return null;
  const [, count = "", unit = "", binary] = found;
  const bytes = Number(count) * (binary === undefined ? 1000 : 1024) ** UNITS.indexOf(unit.toLowerCase());
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : null;
}
