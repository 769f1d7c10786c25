import type { SourceKind } from "../../contract/sources.ts";

/** Enough for most searches; a mistyped range over everything a busy cluster writes is far above it. */
const DEFAULT_BUDGET_BYTES = 10 * 1024 ** 3;

/** The budget of a source; `said` in bytes, 0 for none, absent where nobody said anything. Only Loki has one. */
export function budgetOf(kind: SourceKind, said?: number): { readonly budgetBytes?: number } {
  if (kind !== "loki" || said === 0) return {};
  return { budgetBytes: said ?? DEFAULT_BUDGET_BYTES };
}
