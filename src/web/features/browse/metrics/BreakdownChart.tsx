import type { BreakdownItem } from "../../../../domain/browse/breakdown.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { Button } from "../../../ui/Button.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import { useSpark } from "../data/useSpark.ts";
import { Spark } from "../parts/Spark.tsx";
import { sparkExtent } from "../../../chart/sparkPath.ts";
import { useSeen } from "../parts/useSeen.ts";

export interface BreakdownChartProps {
  readonly context: BrowserContext;
  readonly item: BreakdownItem;
  /** Its value is among the filters. */
  readonly isFilter: boolean;
  /** A label: its values; a value: its query. */
  readonly onOpen: () => void;
  readonly onFilter: () => void;
  readonly onUse: () => void;
}

/** One small chart of the breakdown; asked for once it is in view. */
export function BreakdownChart({ context, item, isFilter, onOpen, onFilter, onUse }: BreakdownChartProps) {
  const [isSeen, ref] = useSeen();
  const spark = useSpark({ ...context, expr: item.expr, isSeen });
  const result = spark.isError ? null : spark.data;
  const extent = result ? sparkExtent(result.series.map((one) => one.values)) : null;
  const title = item.title === "" ? "(empty)" : visibleText(item.title);
  return (
    <li ref={ref} className="flex min-w-0 flex-col rounded border border-line-1 bg-surface-1">
      <button
        type="button"
        onClick={onOpen}
        title={item.expr}
        className="flex min-w-0 flex-col gap-1 rounded px-2 pt-1 pb-1.5 text-left hover:bg-fill-1"
      >
        <span className="flex w-full items-baseline gap-2">
          <span className="sr-only">{item.pick === null ? "Values of " : "Use as query: "}</span>
          <span className="mono min-w-0 grow cut text-xs">{title}</span>
          <span className="num shrink-0 text-2xs text-fg-3">
            {result && item.pick === null && `${result.series.length} lines`}
            {extent && item.pick !== null && `max ${formatValueText(extent.max, "none")}`}
          </span>
        </span>
        <Spark
          {...{ result }}
          width={160}
          height={56}
          look={item.pick === null ? "series" : "accent"}
          className="w-full"
        />
      </button>
      {item.pick === null ? (
        <Button variant="ghost" size="sm" icon="corner-down-left" className="rounded-t-none" onClick={onUse}>
          Use as query
        </Button>
      ) : (
        <Button
          variant="ghost"
          size="sm"
          icon="filter"
          isPressed={isFilter}
          className="rounded-t-none"
          onClick={onFilter}
        >
          {isFilter ? "In the filters" : "Add to filters"}
        </Button>
      )}
    </li>
  );
}
