import type { Expr } from "../../../domain/query/promql/ast.ts";
import { createMatcher, type LabelMatcher } from "../../labels/LabelMatcher.ts";

/** What info() is to look for, from its second argument. */
export interface InfoMatchers {
  /** On the name of the information's metric. */
  readonly names: readonly LabelMatcher[];
  /** On its other labels; only those named here are taken over, unless none is. */
  readonly data: readonly LabelMatcher[];
}

const TARGET_INFO = createMatcher("__name__", "=", "target_info");

/** `target_info` unless names are asked for; any `…_info` where they are only refused. */
export function infoMatchers(expr: Expr | undefined): InfoMatchers {
  const matchers = expr?.type === "selector" ? expr.matchers : [];
  const all = matchers.map(({ name, operator, value }) => createMatcher(name, operator, value));
  const names = all.filter((matcher) => matcher.name === "__name__");
  const data = all.filter((matcher) => matcher.name !== "__name__");
  if (names.length === 0) return { names: [TARGET_INFO], data };
  const isWanted = names.some(({ operator }) => operator === "=" || operator === "=~");
  return { names: isWanted ? names : [createMatcher("__name__", "=~", ".+_info"), ...names], data };
}
