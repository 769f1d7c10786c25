import { useMemo, type Dispatch } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { exprBy } from "../../../../domain/browse/breakdown.ts";
import type { MetadataMap } from "../../../../domain/query/promql/metricType.ts";
import { type PresetFacts, presetsFor } from "../../../../domain/browse/presets.ts";
import { selectorOf } from "../../../../domain/browse/selectorOf.ts";
import type { Selection } from "../../../../domain/browse/Selection.ts";
import { formatStep } from "../../../../domain/time/duration.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import { useBrowse } from "../data/useBrowse.ts";
import { useScrapeInterval } from "../data/useScrapeInterval.ts";
import { useSpark } from "../data/useSpark.ts";
import type { SelectionAction } from "../parts/selectionState.ts";
import { Spark } from "../parts/Spark.tsx";
import { kindWord } from "./kindWords.ts";
import { LabelCounts } from "./LabelCounts.tsx";
import { PresetList } from "./PresetList.tsx";
import { RelatedMetrics } from "./RelatedMetrics.tsx";
import { UsedWhere } from "./UsedWhere.tsx";

export interface MetricDetailProps {
  readonly context: BrowserContext;
  readonly scope: Omit<BrowseScope, "match">;
  readonly selection: Selection;
  readonly dispatch: Dispatch<SelectionAction>;
  readonly onBreakDown: () => void;
}

const NO_FAMILIES: MetadataMap = new Map();

/** Everything one metric's detail and breakdown are made of. */
export function useMetricFacts({
  context,
  scope,
  selection,
}: Pick<MetricDetailProps, "context" | "scope" | "selection">) {
  const selector = selectorOf(selection);
  const words = useBrowse("words", { source: scope.source, name: selection.metric });
  // What was chosen narrows the counts of the rest; the chips of its own label stay whole.
  const series = useBrowse("series", { ...scope, match: selector }, { keepsPrevious: true });
  const whole = useBrowse("series", { ...scope, match: selectorOf({ metric: selection.metric, picks: [] }) });
  const scrape = useScrapeInterval(context.source.id, series.data?.sample ?? null, scope.range.endMs);
  const families = useMemo(() => new Map(words.data?.families ?? NO_FAMILIES), [words.data]);
  const facts: PresetFacts = {
    selection,
    families,
    labels: series.data?.labels ?? [],
    isNative: scrape.data?.isNative ?? false,
  };
  return { words: words.data, series, whole, scrape: scrape.data, facts };
}

/** One metric: what it is, how many series, by which labels, and queries to begin with. */
export function MetricDetail({ context, scope, selection, dispatch, onBreakDown }: MetricDetailProps) {
  const { words, series, whole, scrape, facts } = useMetricFacts({ context, scope, selection });
  const { metric } = selection;
  const selector = selectorOf(selection);
  // Asked once its type is known: the rate of a gauge would be drawn for a moment.
  const isKnown = words !== undefined && series.data !== undefined;
  const spark = useSpark({
    ...context,
    expr: isKnown ? exprBy(facts, null) : "",
    isSeen: isKnown && series.data.series > 0,
  });
  const kind = words ? kindWord(words.kind) : "";
  const seriesText = series.data
    ? `${series.data.isCut ? "more than " : ""}${series.data.series.toLocaleString("en-GB")} series`
    : "… series";
  return (
    <section
      aria-label={`Metric ${metric}`}
      className="flex max-h-[56%] shrink-0 flex-col gap-2.5 overflow-y-auto border-t border-line-2 bg-surface-1 p-3"
    >
      <div className="flex items-start gap-2">
        <h3 className="mono min-w-0 grow text-sm font-semibold [overflow-wrap:anywhere]">
          {visibleText(metric)}
        </h3>
        <Button size="sm" icon="corner-down-left" title={selector} onClick={() => context.onInsert(selector)}>
          Insert
        </Button>
      </div>
      <div className="num -mt-1 flex flex-wrap items-center gap-1.5 text-xs text-fg-3">
        {kind !== "" && <Badge tone="accent">{kind}</Badge>}
        {words && words.unit !== "" && <Badge>{visibleText(words.unit)}</Badge>}
        <span>
          {seriesText}
          {scrape?.intervalMs ? ` · every ${formatStep(scrape.intervalMs)}` : ""}
        </span>
      </div>
      {words && words.help !== "" && (
        <p className="text-xs leading-4.5 text-fg-2 [overflow-wrap:anywhere]">{visibleText(words.help)}</p>
      )}
      {series.isError && !series.data && (
        <ProblemNotice
          problem={toProblem(series.error)}
          className="p-0!"
          actions={
            <Button size="sm" onClick={() => void series.refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {series.data?.series === 0 ? (
        <p className="text-xs text-fg-2">No series in this range with what is chosen.</p>
      ) : (
        <Spark
          result={spark.isError ? null : spark.data}
          width={376}
          height={32}
          look="accent"
          className="w-full shrink-0"
        />
      )}
      <PresetList presets={presetsFor(facts)} queryName={context.queryName} onUse={context.onUseQuery} />
      <LabelCounts
        facts={series.data}
        whole={whole.data}
        selection={selection}
        onToggle={(label, value) => dispatch({ type: "value", label, value })}
        onBreakDown={onBreakDown}
      />
      <RelatedMetrics
        {...{ context, scope, metric }}
        onSelect={(name) => dispatch({ type: "metric", name })}
      />
      <UsedWhere key={`${context.source.id} ${metric}`} sourceId={context.source.id} metric={metric} />
    </section>
  );
}
