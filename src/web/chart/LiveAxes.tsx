import { useSyncExternalStore } from "react";
import type { AxisStore } from "./axisStore.ts";
import { placeTicks } from "./placeTicks.ts";
import type { PlacedTick } from "./placeTicks.ts";

/** Ticks, labels and grid of the real domain, inside Recharts' SVG. */
export function LiveAxes({ store }: { readonly store: AxisStore }) {
  const axes = useSyncExternalStore(store.subscribe, store.get);
  if (!axes) return null;
  const { plot } = axes;
  const placed = placeTicks(axes);
  const bottom = plot.top + plot.height;
  const rows = placed.rows.map((y) => `M${plot.left} ${y}h${plot.width}`).join("");
  const days = placed.days.map((x) => `M${x} ${plot.top}v${plot.height}`).join("");
  const marks = placed.marks.map((x) => `M${x} ${bottom}v4`).join("");
  return (
    <g aria-hidden="true">
      <path className="sg-grid" d={rows + days} />
      <path className="sg-baseline" d={`M${plot.left} ${Math.round(bottom) + 0.5}h${plot.width}${marks}`} />
      {axes.thresholds.map((line, i) => (
        <g key={i} className="sg-threshold" data-level={line.level}>
          <rect x={plot.left} y={line.shadeTop} width={plot.width} height={line.shadeHeight} />
        </g>
      ))}
      {axes.thresholds.map((line, i) => (
        <g key={i} className="sg-threshold" data-level={line.level}>
          <path d={`M${plot.left} ${line.y}h${plot.width}`} />
          <text x={line.textX} y={line.textY}>
            {line.text}
          </text>
        </g>
      ))}
      {axes.ends.map((end, i) => (
        <g key={i} className="sg-end">
          <title>{end.title}</title>
          <rect
            x={end.x}
            y={end.y - 5}
            width={3}
            height={10}
            rx={1}
            style={{ fill: `var(--color-series-${end.colorIndex})` }}
          />
          <text x={end.x + 7} y={end.y + 4}>
            {end.text}
          </text>
        </g>
      ))}
      {placed.labels.map((label, i) => (
        <TickText key={i} tick={label} className={label.isStrong ? "sg-tick sg-tick-day" : "sg-tick"} />
      ))}
      {placed.notes.map((label, i) => (
        <TickText key={i} tick={label} className="sg-tick sg-note" />
      ))}
    </g>
  );
}

function TickText({ tick, className }: { readonly tick: PlacedTick; readonly className: string }) {
  return (
    <text className={className} x={tick.x} y={tick.y} textAnchor={tick.anchor}>
      {tick.text}
    </text>
  );
}
