import { memo, type CSSProperties } from "react";
import { NO_CROSSHAIR, type CrosshairStore } from "./CrosshairStore.ts";
import { statNames, type Legend, type LegendRow } from "./legendRows.ts";

export interface LegendRowViewProps {
  readonly row: LegendRow;
  readonly index: number;
  readonly axis: Legend["axis"];
  readonly isShown: boolean;
  readonly isIsolated: boolean;
  /** The one row that Tab reaches; the arrow keys go on from there. */
  readonly isActive: boolean;
  readonly crosshair: CrosshairStore;
  onFocusRow(index: number): void;
  onChoose(row: LegendRow, isToggle: boolean): void;
}

const LEGEND_ORIGIN = "legend";

/** One series. Its button spans the row, so that the row is one target for mouse and keys. */
export const LegendRowView = memo(function LegendRowView(props: LegendRowViewProps) {
  const { row, index, axis, isShown, isIsolated, isActive, crosshair, onFocusRow, onChoose } = props;
  const { series } = row;
  const color = { "--c": `var(--color-series-${series.colorIndex})` } as CSSProperties;
  const point = () => crosshair.set({ timeMs: null, seriesKey: series.key, origin: LEGEND_ORIGIN });
  const leave = () => crosshair.get().origin === LEGEND_ORIGIN && crosshair.set(NO_CROSSHAIR);
  return (
    <tr data-key={series.key} data-off={!isShown || undefined} aria-rowindex={index + 2} style={color}>
      <td>
        <button
          type="button"
          className="sg-legend-pick"
          data-index={index}
          tabIndex={isActive ? 0 : -1}
          aria-pressed={isIsolated}
          aria-label={`${row.name}${isShown ? "" : ", hidden"}`}
          onFocus={() => {
            onFocusRow(index);
            point();
          }}
          onBlur={leave}
          onPointerEnter={point}
          onPointerLeave={leave}
          onClick={(event) => onChoose(row, event.ctrlKey || event.metaKey)}
        >
          <span className={series.isDashed ? "sg-swatch sg-swatch-dash" : "sg-swatch"} />
        </button>
      </td>
      {row.cells.map((cell, i) => (
        <td key={i} className="sg-legend-mono" title={cell}>
          {cell}
        </td>
      ))}
      <td className="sg-legend-wide">
        <RangeGlyph row={row} axis={axis} />
      </td>
      {statNames.map((name) => (
        <td key={name} className={name === "last" ? "sg-legend-number" : "sg-legend-number sg-legend-wide"}>
          {row.texts[name]}
        </td>
      ))}
    </tr>
  );
});

/** Hairline = axis, bar = min to max, tick = last. The numbers beside it say the same. */
function RangeGlyph({ row, axis }: { readonly row: LegendRow; readonly axis: Legend["axis"] }) {
  const percent = (value: number) => `${(100 * (value - axis.low)) / (axis.high - axis.low)}%`;
  const { min, max, last, count } = row.stats;
  return (
    <span className="sg-legend-range" aria-hidden="true">
      {count > 0 && <i style={{ left: percent(min), width: `calc(${percent(max)} - ${percent(min)})` }} />}
      {Number.isFinite(last) && <b style={{ left: percent(last) }} />}
    </span>
  );
}
