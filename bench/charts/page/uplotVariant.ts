import uPlot from "uplot";
import type { RangeResult } from "../../../src/domain/frame/Frame.ts";
import type { Variant } from "./Variant.ts";

type Columns = [number[], ...(number | null)[][]];

/** Width of the value axis, as ours. */
const AXIS_PX = 46;

/** uPlot as its users set it up, with a tooltip of one line. */
export function uplotVariant(host: HTMLElement): Variant {
  let chart: uPlot | null = null;
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  const showTip = (plot: uPlot) => {
    const { left = -1, top = 0, idx } = plot.cursor;
    if (left < 0 || idx === null || idx === undefined) {
      tip.hidden = true;
      return;
    }
    const y = plot.posToVal(top, "y");
    let nearest = 0;
    let distance = Infinity;
    for (let i = 1; i < plot.data.length; i++) {
      const value = plot.data[i]?.[idx];
      if (value === null || value === undefined) continue;
      const away = Math.abs(value - y);
      if (away < distance) [nearest, distance] = [i, away];
    }
    tip.hidden = false;
    tip.style.transform = `translate(${Math.min(left + AXIS_PX + 12, 1100)}px, ${top}px)`;
    tip.textContent = `${new Date((plot.data[0][idx] ?? 0) * 1000).toISOString().slice(11, 16)}  series ${nearest}  ${plot.data[nearest]?.[idx]?.toPrecision(5)}`;
  };
  return {
    prepare: (data: RangeResult): Columns => [
      Array.from(data.timesMs, (ms) => ms / 1000),
      ...data.series.map(({ values }) => Array.from(values, (v) => (Number.isNaN(v) ? null : v))),
    ],
    mountEmpty: null,
    mount(prepared) {
      const columns = prepared as Columns;
      const style = getComputedStyle(document.documentElement);
      chart = new uPlot(
        {
          width: host.clientWidth,
          height: host.clientHeight,
          legend: { show: false },
          cursor: { points: { show: false }, drag: { setScale: false } },
          series: [
            {},
            ...columns.slice(1).map((_, i) => ({
              stroke: style.getPropertyValue(`--color-series-${(i % 12) + 1}`),
              width: 1,
              points: { show: false },
            })),
          ],
          axes: [{}, { size: AXIS_PX }],
          hooks: { setCursor: [showTip] },
        },
        columns,
        host,
      );
      host.append(tip);
    },
    update: (prepared) => chart?.setData(prepared as Columns),
    zoom: (startMs, endMs) => chart?.setScale("x", { min: startMs / 1000, max: endMs / 1000 }),
  };
}
