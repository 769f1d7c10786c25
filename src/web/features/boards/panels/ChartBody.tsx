import { useMemo } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import { lastValue } from "../../../../domain/chart/seriesStats.ts";
import { joinUnit } from "../../../../domain/format/formatValue.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { chartSeries } from "../../../chart/chartSeries.ts";
import type { ChartContent } from "../../../chart/ChartTypes.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { Heatmap } from "../../../chart/Heatmap.tsx";
import { TimeSeriesChart } from "../../../chart/TimeSeriesChart.tsx";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { drawPanel } from "./drawPanel.ts";
import { valuesTogether } from "./valuesTogether.ts";

export interface ChartBodyProps {
  readonly panel: PanelReading;
  readonly answers: readonly LetterAnswer[];
  readonly asked: ResolvedRange;
  readonly zone: string;
  readonly isStale: boolean;
  readonly crosshair: CrosshairStore;
  readonly widthPx: number;
  readonly onSelectRange: (range: ResolvedRange) => void;
}

/** More lines than this are named in a legend below. */
const MOST_ENDS = 6;
const ENDS_FROM_PX = 300;

/** Lines or a heatmap. The frame stands before the first answer. */
export function ChartBody(props: ChartBodyProps) {
  const { panel, answers, asked, zone, isStale, crosshair, widthPx } = props;
  const { startMs, endMs } = asked;
  const drawing = useMemo(
    () => drawPanel(panel, { answers, asked: { startMs, endMs }, zone }),
    [panel, answers, startMs, endMs, zone],
  );
  const { content, heatmap, seriesCount } = drawing;
  const shared = {
    name: `Chart: ${panel.name}`,
    isStale,
    crosshair,
    onSelectRange: props.onSelectRange,
    onUndoZoom: () => window.history.back(),
  };
  const isEmpty = answers.length === 0;
  const hasEnds = (seriesCount > 0 || isEmpty) && seriesCount <= MOST_ENDS && widthPx >= ENDS_FROM_PX;
  // What is drawn as one has its frame from the start.
  const isHeat = heatmap !== null || (isEmpty && panel.options.draw === "heatmap");
  return (
    <div className="flex min-h-0 grow flex-col pr-2 pb-2 pl-1">
      <div className="relative min-h-0 grow max-sm:min-h-67">
        <div className="absolute inset-0 max-sm:static">
          {isHeat ? (
            <Heatmap
              {...shared}
              frame={heatmap}
              shownRange={content.shownRange}
              zone={zone}
              unit={content.unit}
              {...(content.isLog && { isLog: true })}
            />
          ) : (
            <TimeSeriesChart {...shared} {...content} hasEnds={hasEnds} />
          )}
        </div>
      </div>
      {!isHeat && !hasEnds && seriesCount > 0 && <Legend content={content} />}
    </div>
  );
}

const MOST_NAMED = 60;

/** Names and newest values, where they do not fit at the ends of the lines. */
function Legend({ content }: { readonly content: ChartContent }) {
  const all = chartSeries(content.layers);
  const shown = all.slice(0, MOST_NAMED);
  const lasts = shown.map(({ series }) => lastValue(series.values));
  const format = valuesTogether(lasts, content.unit, content.zone);
  return (
    <ul
      aria-label="Series"
      // What does not fit is reached by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={all.length > MOST_ENDS ? 0 : undefined}
      className="flex max-h-11 shrink-0 flex-wrap gap-x-3 overflow-y-auto pt-1 pl-3 text-2xs text-fg-2 max-sm:max-h-20"
    >
      {shown.map(({ key, colorIndex, isDashed }, index) => (
        <li key={key} className="inline-flex min-w-0 items-center gap-1.5">
          <i
            aria-hidden="true"
            className={isDashed ? "sg-swatch sg-swatch-dash" : "sg-swatch"}
            style={{ "--c": `var(--color-series-${colorIndex})` } as object}
          />
          <span className="cut max-w-50">{content.names?.get(key)}</span>
          <b className="num font-medium text-fg-1">{joinUnit(format(lasts[index] ?? Number.NaN))}</b>
        </li>
      ))}
      {all.length > shown.length && <li>and {all.length - shown.length} more</li>}
    </ul>
  );
}

/** Which colour is few and which is many; for the head of a panel that shows a heatmap. */
export function HeatRamp() {
  return (
    <span className="flex items-center gap-1.5 text-2xs text-fg-3">
      few
      <span aria-hidden="true" className="flex">
        {[2, 3, 4, 5, 6, 7, 8, 9].map((level) => (
          <i key={level} className="h-2 w-3" style={{ background: `var(--color-heat-${level})` }} />
        ))}
      </span>
      many
    </span>
  );
}
