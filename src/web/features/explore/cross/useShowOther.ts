import type { SourceView } from "../../../../contract/sources.ts";
import type { Labels } from "../../../../domain/frame/Frame.ts";
import { msToNs, requestNs } from "../../../../domain/frame/logs/ns.ts";
import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import { logSelectors } from "../../../../domain/query/logql/matchers.ts";
import { quote } from "../../../../domain/query/promql/goString.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { dataGet } from "../../../lib/api.ts";
import { showToast } from "../../../ui/toasts.ts";
import { problemOf, type RowRun } from "../run/useRuns.ts";
import { addRow, setExpr, setRowSource } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import { correspondingLabels, sharedLabels } from "./correspondingLabels.ts";

export interface ShowOtherContext {
  readonly explore: Explore;
  readonly sources: readonly SourceView[];
  readonly runs: readonly RowRun[];
  readonly askedRange: ResolvedRange;
}

/** Series read for what they share. */
const SERIES_READ = 200;

/** The source that has the other half of the picture: logs for metrics, metrics for logs. */
export function otherSource(sources: readonly SourceView[], sourceId: string): SourceView | undefined {
  const own = sources.find(({ id }) => id === sourceId);
  return own && sources.find(({ kind }) => kind !== own.kind);
}

/** A function that adds a row of the same labels and time on the other kind of source, and runs it. */
export function useShowOther({ explore, sources, runs, askedRange }: ShowOtherContext) {
  return async (letter: string): Promise<void> => {
    const row = explore.state.queries.find((one) => one.letter === letter);
    const other = row && otherSource(sources, row.sourceId);
    if (!row || !other) return;
    try {
      const own = ownLabels(row, { run: runs.find((one) => one.letter === letter) });
      const pairs = correspondingLabels(own, await labelNames(other, askedRange));
      if (pairs.length === 0) {
        showToast(`${other.name} has no label in common with query ${letter}`);
        return;
      }
      const selector = `{${pairs.map(([name, value]) => `${name}=${quote(value)}`).join(", ")}}`;
      // All metrics of a selector would be a flood: which of them have most series is where to begin.
      const expr = other.kind === "loki" ? selector : `topk(10, count by (__name__) (${selector}))`;
      explore.run((draft) => withRow(draft, other, expr));
    } catch (error) {
      showToast(`${other.name}: ${problemOf(error).title}`);
    }
  };
}

/** The new row's result is what one wants to see: lines in their tab, series in the chart. */
function withRow(draft: ExploreState, other: SourceView, expr: string): ExploreState {
  const added = addRow(draft, other.id);
  const row = added.queries.at(-1);
  if (added === draft || !row) return draft;
  const asked = setExpr(setRowSource(added, row.letter, other.id), row.letter, expr);
  return { ...asked, tab: other.kind === "loki" ? "logs" : "chart" };
}

interface OwnContext {
  readonly run: RowRun | undefined;
}

function ownLabels({ expr }: QueryRow, { run }: OwnContext): ReadonlyMap<string, string> {
  const matched = logSelectors(expr)
    .flatMap(({ matchers }) => matchers)
    .filter(({ op }) => op === "=")
    .map(({ name, value }) => [name, value] as const);
  const shared = sharedLabels(answerLabels(run));
  return new Map([...matched, ...[...shared].filter(([name]) => !matched.some(([own]) => own === name))]);
}

function answerLabels(run: RowRun | undefined): readonly Labels[] {
  const result = run?.shown?.outcome.decoded.result;
  if (result?.kind === "range") return result.series.slice(0, SERIES_READ).map(({ labels }) => labels);
  if (result?.kind === "vector") return result.rows.slice(0, SERIES_READ).map(({ labels }) => labels);
  return run?.logs?.outcome.page.lines.slice(0, SERIES_READ).map(({ stream }) => stream.labels) ?? [];
}

async function labelNames({ id, kind }: SourceView, { startMs, endMs }: ResolvedRange) {
  const { data } = await dataGet({
    sourceId: id,
    path: kind === "loki" ? "/loki/api/v1/labels" : "/api/v1/labels",
    params:
      kind === "loki"
        ? { start: requestNs(msToNs(startMs)), end: requestNs(msToNs(endMs)) }
        : { start: startMs / 1000, end: endMs / 1000 },
  });
  return Array.isArray(data) ? data.filter((name): name is string => typeof name === "string") : [];
}
