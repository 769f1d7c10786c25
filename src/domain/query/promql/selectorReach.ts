import type { ResolvedRange } from "../../time/TimeRange.ts";
import { childrenOf, type DurationValue, type Expr, type TimeModifiers } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";

/** How long a sample counts: Prometheus' own default of `query.lookback-delta`. */
const LOOKBACK_MS = 300_000;

/** The samples that one selector looks at, and whether it has to have any for the query to have an answer. */
export interface SelectorReach {
  readonly range: ResolvedRange;
  /** False inside `absent()` and on the right of `unless`, where series take away from the answer. */
  readonly isNeeded: boolean;
  /** By @, to a time that another range may not change. */
  readonly isPinned: boolean;
}

interface Place extends SelectorReach {
  readonly asked: ResolvedRange;
}

/**
 * What each selector of a query reads, in text order, when it is asked for `range` (for one moment: both ends the
 * same): moved by `offset` and `@`, and further back by its window or the lookback. Of the text as it is sent;
 * [] where that does not parse.
 */
export function selectorReaches(sent: string, range: ResolvedRange): readonly SelectorReach[] {
  const parsed = parseToAst(sent);
  if (!parsed.ok) return [];
  const found: SelectorReach[] = [];
  visit(parsed.expr, { asked: range, range, isNeeded: true, isPinned: false }, found);
  return found;
}

function visit(expr: Expr, place: Place, found: SelectorReach[]): void {
  const isPinned =
    place.isPinned || ((expr.type === "selector" || expr.type === "subquery") && expr.at !== null);
  if (expr.type === "selector") {
    const { isNeeded } = place;
    found.push({ range: back(place, expr, lengthMs(expr.range, place)), isNeeded, isPinned });
    return;
  }
  const inner = {
    ...place,
    isPinned,
    range: expr.type === "subquery" ? back(place, expr, lengthMs(expr.range, place)) : place.range,
    isNeeded: place.isNeeded && !(expr.type === "call" && /^absent(?:_over_time)?$/.test(expr.name)),
  };
  const isUnless = expr.type === "binary" && expr.operator === "unless";
  for (const child of childrenOf(expr)) {
    const isTaken = isUnless && child === expr.rhs;
    visit(child, isTaken ? { ...inner, isNeeded: false } : inner, found);
  }
}

/** A window of samples, or of a subquery; without one the lookback. */
function lengthMs(window: DurationValue | null, { asked }: Place): number {
  if (window === null) return LOOKBACK_MS;
  // Arithmetic is the server's; the range itself is what it is mostly made of.
  return window.type === "number" ? window.value * 1000 : asked.endMs - asked.startMs;
}

function back({ asked, range }: Place, { at, offset }: TimeModifiers, windowMs: number): ResolvedRange {
  const offsetMs = offset?.type === "number" ? offset.value * 1000 : 0;
  const pinnedMs = at && (at.type === "time" ? at.timeMs : at.type === "start" ? asked.startMs : asked.endMs);
  const startMs = (pinnedMs ?? range.startMs) - offsetMs - windowMs;
  return { startMs, endMs: (pinnedMs ?? range.endMs) - offsetMs };
}
