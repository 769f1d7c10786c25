import { memo } from "react";
import { LineChart, XAxis, YAxis } from "recharts";
import type { AxisStore } from "./axisStore.ts";
import { LiveAxes } from "./LiveAxes.tsx";
import { MARGIN } from "./picture.ts";

/** Recharts' axes live in this domain for ever, so that new data never touches its store. */
const UNIT_DOMAIN: [number, number] = [0, 1];
const UNIT_ROWS = [{ at: 0 }, { at: 1 }];
const NO_EVENTS: [] = [];

export interface ChartFrameProps {
  readonly width: number;
  readonly height: number;
  /** Width of the value labels. */
  readonly left: number;
  readonly top: number;
  readonly axes: AxisStore;
}

/** The frame Recharts gives: the SVG, its size, margins and axes. Renders again when the chart is resized, not when it shows other data. */
export const ChartFrame = memo(function ChartFrame({ width, height, left, top, axes }: ChartFrameProps) {
  return (
    <LineChart
      width={width}
      height={height}
      margin={{ top, right: MARGIN.right, bottom: 0, left: 0 }}
      data={UNIT_ROWS}
      accessibilityLayer={false}
      throttledEvents={NO_EVENTS}
    >
      <XAxis
        dataKey="at"
        type="number"
        domain={UNIT_DOMAIN}
        tick={false}
        tickLine={false}
        axisLine={false}
        height={MARGIN.bottom}
      />
      <YAxis domain={UNIT_DOMAIN} tick={false} tickLine={false} axisLine={false} width={left} />
      <LiveAxes store={axes} />
    </LineChart>
  );
});
