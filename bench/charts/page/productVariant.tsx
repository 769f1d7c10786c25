import { createRoot, type Root } from "react-dom/client";
import { flushSync } from "react-dom";
import type { RangeResult } from "../../../src/domain/frame/Frame.ts";
import type { ChartLayer, TimeSeriesChartProps } from "../../../src/web/chart/ChartTypes.ts";
import { createCrosshairStore } from "../../../src/web/chart/CrosshairStore.ts";
import { TimeSeriesChart } from "../../../src/web/chart/TimeSeriesChart.tsx";
import type { Variant } from "./Variant.ts";

const none: readonly string[] = [];
const ignore = () => {};

const rangeOf = ({ timesMs }: RangeResult) => ({ startMs: timesMs[0] ?? 0, endMs: timesMs.at(-1) ?? 1 });

/** The chart of the product, given columns as its worker decodes them. */
export function productVariant(host: HTMLElement): Variant {
  let root: Root | null = null;
  let props: TimeSeriesChartProps = {
    layers: [],
    shownRange: { startMs: 0, endMs: 1 },
    zone: "UTC",
    unit: "",
    draw: "lines",
    isLog: false,
    isFromZero: false,
    isolated: none,
    hidden: none,
    isStale: false,
    crosshair: createCrosshairStore(),
    onSelectRange: ignore,
    onUndoZoom: ignore,
  };
  const render = (change: Partial<TimeSeriesChartProps>) => {
    props = { ...props, ...change };
    root ??= createRoot(host);
    const made = root;
    flushSync(() => made.render(<TimeSeriesChart {...props} />));
  };
  const show = (prepared: unknown, data: RangeResult) =>
    render({ layers: prepared as readonly ChartLayer[], shownRange: rangeOf(data) });
  return {
    prepare: (data): readonly ChartLayer[] => [{ letter: "A", result: data }],
    mountEmpty: (data) => render({ layers: [], shownRange: rangeOf(data) }),
    mount: show,
    update: show,
    zoom: (startMs, endMs) => render({ shownRange: { startMs, endMs } }),
  };
}
