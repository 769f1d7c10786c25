import type { QueryRow } from "../../../../domain/link/ExploreState.ts";
import { type Narrowing, narrowings } from "../../../../domain/query/narrow.ts";
import type { ResolvedRange, TimeRange } from "../../../../domain/time/TimeRange.ts";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";
import type { RowRun } from "../run/useRuns.ts";

export interface NarrowingContext {
  readonly row: QueryRow;
  readonly run: RowRun | undefined;
  readonly request: AnyRequest | undefined;
  /** The range that was asked for, as chosen and in instants. */
  readonly range: TimeRange;
  readonly resolved: ResolvedRange;
}

const NONE: readonly Narrowing[] = [];

/** Ways to a smaller answer for a row whose answer was too much; none for any other. */
export function rowNarrowings({
  row,
  run,
  request,
  range,
  resolved,
}: NarrowingContext): readonly Narrowing[] {
  const code = run?.problem?.code;
  if (code !== "TOO_LARGE" && code !== "UPSTREAM_TIMEOUT") return NONE;
  const stepMs = request?.kind === "range" ? request.stepMs : null;
  return narrowings({ expr: row.expr, stepMs, range, resolved });
}
