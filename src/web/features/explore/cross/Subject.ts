import { sharedLabels } from "../../../../domain/correspond/labelPairs.ts";
import type { Labels } from "../../../../domain/frame/Frame.ts";
import type { QueryRow } from "../../../../domain/link/ExploreState.ts";
import { logSelectors } from "../../../../domain/query/logql/matchers.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { RowRun } from "../run/useRuns.ts";

export type OtherKind = "logs" | "metrics";

/** What the reader wants the other half of: a query, or one point, line or span of its answer. */
export interface Subject {
  readonly letter: string;
  /** The half that is wanted. */
  readonly to: OtherKind;
  /** Of the series or the line pointed at; absent: what the whole answer shares. */
  readonly labels?: Labels;
  /** The moment pointed at, in nanoseconds since the epoch. */
  readonly atNs?: string;
  readonly span?: ResolvedRange;
}

/** Series read for what they share. */
const SERIES_READ = 200;

interface SubjectContext {
  readonly row: QueryRow;
  readonly runs: readonly RowRun[];
}

/** The labels that stand for a subject: what the query itself asks for wins over what its answer happens to share. */
export function subjectLabels(
  { letter, labels }: Subject,
  { row, runs }: SubjectContext,
): ReadonlyMap<string, string> {
  const matched = logSelectors(row.expr)
    .flatMap(({ matchers }) => matchers)
    .filter(({ op }) => op === "=")
    .map(({ name, value }) => [name, value] as const);
  const answer = answerLabels(runs.find((one) => one.letter === letter));
  return new Map([...sharedLabels(labels ? [labels] : answer), ...matched]);
}

function answerLabels(run: RowRun | undefined): readonly Labels[] {
  const result = run?.shown?.outcome.decoded.result;
  if (result?.kind === "range") return result.series.slice(0, SERIES_READ).map(({ labels }) => labels);
  if (result?.kind === "vector") return result.rows.slice(0, SERIES_READ).map(({ labels }) => labels);
  return run?.logs?.outcome.page.lines.slice(0, SERIES_READ).map(({ stream }) => stream.labels) ?? [];
}
