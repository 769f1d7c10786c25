import { useId, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { createAxisStore, type AxisStore } from "./axisStore.ts";
import { ChartEngine, FIRST_MARGINS, type EngineHosts, type FrameMargins } from "./ChartEngine.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import type { TimeSeriesChartProps } from "./ChartTypes.ts";
import { useBoxSize, type BoxSize } from "./useBoxSize.ts";
// oxlint-disable-next-line import/no-unassigned-import -- styles have nothing to assign
import "./chart.css";

/**
 * Series over time. Recharts gives the frame, mounted empty while the first query runs; the series are on one canvas,
 * the crosshair and the tooltip move without React. New data is drawn before the browser paints the frame it came in.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { isStale, height, name = "Chart" } = props;
  const id = useId();
  const figure = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const shield = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLElement>(null);
  const [axes] = useState(createAxisStore);
  const size = useBoxSize(box);
  const engine = useEngine(props, { id, axes, hosts: { figure, box, plot, tip, shield, summary } });
  const margins = useDrawing(props, engine, size);

  return (
    <figure
      ref={figure}
      className="sg-chart"
      aria-label={name}
      aria-describedby={`${id}-summary`}
      aria-busy={isStale || undefined}
      // The crosshair is moved with the arrow keys, so the figure takes focus.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div
        ref={box}
        className="sg-chart-box"
        data-stale={isStale || undefined}
        style={height === undefined ? undefined : { height, flex: "none" }}
      >
        {size !== null && size.width > 0 && size.height > 0 && (
          <ChartFrame width={size.width} height={size.height} {...margins} axes={axes} />
        )}
        <div ref={plot} className="sg-layers" />
      </div>
      <div ref={tip} className="sg-tip-host" />
      <div ref={shield} className="sg-shield" />
      <figcaption ref={summary} id={`${id}-summary`} className="sg-visually-hidden" />
    </figure>
  );
}

interface Parts {
  readonly id: string;
  readonly axes: AxisStore;
  readonly hosts: {
    readonly [
      part in "figure" | "box" | "plot" | "tip" | "shield" | "summary"
    ]: RefObject<HTMLElement | null>;
  };
}

/** The engine lives as long as the chart is on the page; events reach the props of the latest render. */
function useEngine(props: TimeSeriesChartProps, { id, axes, hosts }: Parts): RefObject<ChartEngine | null> {
  const engine = useRef<ChartEngine | null>(null);
  const latest = useRef(props);
  const { crosshair } = props;
  const { figure, box, plot, tip, shield, summary } = hosts;
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    const elements = elementsOf({ figure, box, plot, tip, shield, summary });
    if (!elements) return;
    const made = new ChartEngine({
      hosts: elements,
      axes,
      crosshair,
      origin: id,
      events: () => latest.current,
    });
    engine.current = made;
    return () => made.dispose();
  }, [axes, crosshair, id, figure, box, plot, tip, shield, summary]);
  return engine;
}

function elementsOf({ figure, box, plot, tip, shield, summary }: Parts["hosts"]): EngineHosts | null {
  if (!figure.current || !box.current || !plot.current || !tip.current || !shield.current || !summary.current)
    return null;
  return {
    figure: figure.current,
    box: box.current,
    plot: plot.current,
    tip: tip.current,
    shield: shield.current,
    summary: summary.current,
  };
}

/** Draws when what decides the picture has changed, and only then. */
function useDrawing(
  props: TimeSeriesChartProps,
  engine: RefObject<ChartEngine | null>,
  size: BoxSize | null,
): FrameMargins {
  const [margins, setMargins] = useState(FIRST_MARGINS);
  const { layers, shownRange, zone, unit, draw, isLog, isFromZero, isolated, hidden, showsAll, crosshair } =
    props;
  const { startMs, endMs } = shownRange;
  const shownKeys = `${isolated.join("\n")}\n\n${hidden.join("\n")}`;
  useLayoutEffect(() => {
    if (!engine.current || size === null || size.width <= 0 || size.height <= 0) return;
    const content = {
      layers,
      shownRange: { startMs, endMs },
      zone,
      unit,
      draw,
      isLog,
      isFromZero,
      isolated,
      hidden,
    };
    const next = engine.current.draw(showsAll === undefined ? content : { ...content, showsAll }, size);
    setMargins((before) => (before.left === next.left && before.top === next.top ? before : next));
    // `isolated` and `hidden` count by what they hold (`shownKeys`), not by reference; `crosshair` makes a new engine.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [
    layers,
    startMs,
    endMs,
    zone,
    unit,
    draw,
    isLog,
    isFromZero,
    shownKeys,
    showsAll,
    size,
    crosshair,
    engine,
  ]);
  return margins;
}
