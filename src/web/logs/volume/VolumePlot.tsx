import { memo } from "react";
import { cx } from "../../ui/cx.ts";
import type { VolumeLayout, VolumeSize } from "./volumeLayout.ts";

export interface VolumePlotProps {
  readonly layout: VolumeLayout;
  readonly size: VolumeSize;
  readonly isStale: boolean;
}

/** Grid, ticks and columns: one path per level, coloured by the tokens of its theme. */
export const VolumePlot = memo(function VolumePlot({ layout, size, isStale }: VolumePlotProps) {
  const { plot, rows, marks } = layout;
  const ground = rows[0] ?? plot.top + plot.height;
  return (
    <svg aria-hidden="true" width={size.width} height={size.height} className="block">
      <path
        className="sg-volume-grid"
        d={rows
          .slice(1)
          .map((y) => `M${plot.left} ${y}h${plot.width}`)
          .join("")}
      />
      <path
        className="sg-volume-ground"
        d={`M${plot.left} ${ground}h${plot.width}${marks.map((x) => `M${x} ${ground}v4`).join("")}`}
      />
      {layout.labels.map((label, index) => (
        <text
          key={index}
          x={label.x}
          y={label.y}
          textAnchor={label.anchor}
          className={cx("sg-volume-label", label.isDay && "sg-volume-day")}
        >
          {label.text}
        </text>
      ))}
      {layout.paths.map(({ level, d }) => (
        <path
          key={level}
          className={cx(`sg-lv-${level}`, "sg-volume-level", isStale && "opacity-42")}
          d={d}
        />
      ))}
    </svg>
  );
});
