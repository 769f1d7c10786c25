import { apiOf } from "../../../../contract/apiOf.ts";
import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import { type Problem, problem } from "../../../../domain/problem/Problem.ts";
import { logqlKind } from "../../../../domain/query/logql/kind.ts";
import { maskVariables } from "../../../../domain/query/logql/variables.ts";
import { planLogQuery } from "../../../../domain/query/planLogQuery.ts";
import { planQuery } from "../../../../domain/query/planQuery.ts";
import { resultKind } from "../../../../domain/query/promql/kind.ts";
import { resolveRange } from "../../../../domain/time/resolveRange.ts";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";
import type { RunRequest } from "../../../lib/runner/RunTypes.ts";
import { runnableRows } from "../state/exploreActions.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Executed } from "../state/useExplore.ts";

/** What the rows of the page ask, by letter; a row that cannot be asked has the reason instead. */
export interface PlannedRows {
  readonly requests: ReadonlyMap<string, AnyRequest>;
  readonly problems: ReadonlyMap<string, Problem>;
}

/** Asks for the range on Chart and Response, for one moment on an instant Table. */
function kindOf(
  { tab, tableMode }: Pick<ExploreState, "tab" | "tableMode">,
  expr: string,
): RunRequest["kind"] {
  if (tab === "table" && tableMode === "instant") return "instant";
  // `up[5m]` and "text" have no value at a step: a range query over them is refused.
  const result = resultKind(expr);
  return result === "matrix" || result === "string" ? "instant" : "range";
}

interface PlanContext {
  readonly executed: Executed;
  readonly tab: Pick<ExploreState, "tab" | "tableMode">;
  readonly sources: readonly SourceView[];
  /** Letters whose queries the reader has agreed to run over their source's budget. */
  readonly confirmed?: ReadonlySet<string>;
}

/**
 * Whether a row brings lines (B4), by the parse tree. A text that is no query yet goes the way it looks, so that the
 * source says what is wrong with it.
 */
function asksLogs(expr: string): boolean {
  const kind = logqlKind(maskVariables(expr));
  return kind === "log" || (kind === "invalid" && /^\s*(?:\{|#)/.test(expr));
}

function planRow(row: QueryRow, { executed, tab, sources, confirmed }: PlanContext): AnyRequest | Problem {
  const { state, asOfMs, plotPx } = executed;
  const source = sources.find((one) => one.id === row.sourceId);
  if (!source) return problem("SOURCE_NOT_FOUND", { detail: `There is no source "${row.sourceId}" here.` });
  const zone = zoneName(state.zone);
  const range = resolveRange(state.range, asOfMs, zone);
  if (!range) return problem("BAD_REQUEST", { detail: "The time range cannot be read." });
  const { minStepMs } = source;
  if (apiOf(source.kind) === "prometheus") {
    const kind = kindOf(tab, row.expr);
    const plan = planQuery({ row, kind, range, zone, step: state.step, plotPx, minStepMs });
    return plan.kind === "refused" ? plan.problem : plan;
  }
  const agreed = confirmed?.has(row.letter) ? { confirm: true } : {};
  if (asksLogs(row.expr))
    return { ...planLogQuery({ row, range, view: state.logs, plotPx, minStepMs }), ...agreed };
  const kind = tab.tab === "table" && tab.tableMode === "instant" ? "instant" : "range";
  const plan = planQuery({
    row,
    kind,
    language: "logql",
    range,
    zone,
    step: state.step,
    plotPx,
    minStepMs,
  });
  return plan.kind === "refused" ? plan.problem : { ...plan, api: "loki", ...agreed };
}

/** Pure: the same executed state gives the same requests, hence the same cache keys. */
export function planRequests(context: PlanContext): PlannedRows {
  const requests = new Map<string, AnyRequest>();
  const problems = new Map<string, Problem>();
  for (const row of runnableRows(context.executed.state)) {
    const planned = planRow(row, context);
    if ("code" in planned) problems.set(row.letter, planned);
    else requests.set(row.letter, planned);
  }
  return { requests, problems };
}
