import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { visibleText } from "../../domain/format/visibleText.ts";
import { Button } from "../ui/Button.tsx";
import { Input } from "../ui/Input.tsx";
import { useMediaQuery } from "../ui/useMediaQuery.ts";
import type { LegendTableProps } from "./ChartTypes.ts";
import { LegendHead } from "./LegendHead.tsx";
import { LegendRowView } from "./LegendRowView.tsx";
import { buildLegend, filterRows, isolate, isShown, sortRows, toggle, type LegendRow } from "./legendRows.ts";
import { useLegendKeys } from "./useLegendKeys.ts";
import { useRowHighlight } from "./useRowHighlight.ts";
// oxlint-disable-next-line import/no-unassigned-import -- styles have nothing to assign
import "./legend.css";

const ROW_PX = 24;
/** On a phone the legend folds to this many rows. */
const FOLDED_ROWS = 5;
const OVERSCAN = 8;

/** All series with their statistics. Follows the chart one render later, so that it never holds up the drawing. */
export function LegendTable(props: LegendTableProps) {
  const { sort, isolated, hidden, crosshair, onChangeSort, onChangeShown } = props;
  const layers = useDeferredValue(props.layers);
  const legend = useMemo(
    () => buildLegend(layers, props.unit, props.showsAll),
    [layers, props.unit, props.showsAll],
  );
  const [filter, setFilter] = useState("");
  const [isUnfolded, setUnfolded] = useState(false);
  const isPhone = useMediaQuery("(max-width: 640px)");
  const rows = useMemo(() => sortRows(filterRows(legend.rows, filter), sort), [legend, filter, sort]);
  const isFolded = isPhone && !isUnfolded && rows.length > FOLDED_ROWS;
  const shownRows = isFolded ? rows.slice(0, FOLDED_ROWS) : rows;
  const choose = (row: LegendRow, isToggle: boolean) =>
    onChangeShown((isToggle ? toggle : isolate)({ isolated, hidden }, row.series.key));

  return (
    <section className="sg-legend" aria-label="Legend">
      <div className="sg-legend-bar">
        <CommonLabels labels={legend.common} />
        <span className="sg-legend-hint">Click a row to isolate, {modKey()}-click to toggle</span>
        <div className="sg-legend-filter">
          <Input
            size="sm"
            icon="search"
            type="search"
            aria-label="Filter series"
            placeholder={`Filter ${legend.rows.length} series`}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </div>
      </div>
      <LegendBody
        rows={shownRows}
        totalCount={rows.length}
        legend={legend}
        sort={sort}
        crosshair={crosshair}
        isRowShown={(row) => isShown({ isolated, hidden }, row.series.key)}
        isIsolated={(row) => isolated.includes(row.series.key)}
        onChangeSort={onChangeSort}
        onChoose={choose}
      />
      {isPhone && rows.length > FOLDED_ROWS && (
        <Button size="sm" variant="ghost" className="sg-legend-more" onClick={() => setUnfolded(!isUnfolded)}>
          {isUnfolded ? "Show fewer" : `Show ${rows.length - FOLDED_ROWS} more`}
        </Button>
      )}
    </section>
  );
}

function modKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
}

function CommonLabels({ labels }: { readonly labels: readonly (readonly [string, string])[] }) {
  if (labels.length === 0) return <span className="sg-legend-common" />;
  const text = labels.map(([name, value]) => visibleText(`${name}=${JSON.stringify(value)}`)).join("  ");
  return (
    <span className="sg-legend-common" title={text}>
      In all: <span className="sg-legend-mono">{text}</span>
    </span>
  );
}

export interface LegendBodyProps extends Pick<LegendTableProps, "sort" | "crosshair" | "onChangeSort"> {
  readonly rows: readonly LegendRow[];
  readonly totalCount: number;
  readonly legend: ReturnType<typeof buildLegend>;
  isRowShown(row: LegendRow): boolean;
  isIsolated(row: LegendRow): boolean;
  onChoose(row: LegendRow, isToggle: boolean): void;
}

/** The table itself; only the rows in view are in the page. */
function LegendBody(props: LegendBodyProps) {
  const { rows, totalCount, legend, crosshair } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // Its functions change with the scroll position; nothing memoised is given them but `useLegendKeys`, which re-reads them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollPaddingStart: ROW_PX,
  });
  const body = useRowHighlight(crosshair);
  const { activeIndex, onFocusRow } = useLegendKeys({ scroller, count: rows.length, virtual });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const spanAll = legend.columns.length + 6;

  return (
    <div ref={scroller} className="sg-legend-scroll">
      <table className="sg-legend-table" aria-label="Series" aria-rowcount={totalCount + 1}>
        <LegendHead legend={legend} sort={props.sort} onChangeSort={props.onChangeSort} />
        <tbody ref={body}>
          {before > 0 && <Spacer height={before} span={spanAll} />}
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <LegendRowView
                  key={row.series.key}
                  row={row}
                  index={index}
                  axis={legend.axis}
                  isShown={props.isRowShown(row)}
                  isIsolated={props.isIsolated(row)}
                  isActive={index === activeIndex}
                  crosshair={crosshair}
                  onFocusRow={onFocusRow}
                  onChoose={props.onChoose}
                />
              )
            );
          })}
          {after > 0 && <Spacer height={after} span={spanAll} />}
        </tbody>
      </table>
      {rows.length === 0 && <p className="sg-legend-none">No series match the filter.</p>}
    </div>
  );
}

function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr aria-hidden="true">
      {/* Stands for the rows outside the view; hidden from assistive technology. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <td className="sg-legend-spacer" colSpan={span} style={{ height }} />
    </tr>
  );
}
