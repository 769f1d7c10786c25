import { useId, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { createAxisStore, type AxisStore } from "./axisStore.ts";
import {
  FIRST_MARGINS,
  PlotEngine,
  type EngineHosts,
  type FrameMargins,
  type Plotter,
} from "./PlotEngine.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import type { ChartEvents, ChartExemplars } from "./ChartTypes.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";
import { useBoxSize, type BoxSize } from "../ui/useBoxSize.ts";
// oxlint-disable-next-line import/no-unassigned-import -- styles have nothing to assign
import "./chart.css";

export interface PlotFigureProps<Content> extends ChartEvents {
  /** Same reference = same picture. */
  readonly content: Content;
  /** Must not change. */
  readonly plot: Plotter<Content>;
  readonly isStale: boolean;
  readonly crosshair: CrosshairStore;
  readonly height: number | undefined;
  readonly name: string;
  readonly exemplars?: readonly ChartExemplars[] | undefined;
}

const NO_EXEMPLARS: readonly ChartExemplars[] = [];

/** What all charts have in common: the figure, Recharts' frame in it, the layers over it, and the engine that moves them. */
export function PlotFigure<Content>(props: PlotFigureProps<Content>) {
  const { isStale, height, name } = props;
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
  const { exemplars = NO_EXEMPLARS, crosshair } = props;
  // Another crosshair makes another engine.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useLayoutEffect(() => engine.current?.mark(exemplars), [exemplars, engine, crosshair]);

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
function useEngine<Content>(
  props: PlotFigureProps<Content>,
  { id, axes, hosts }: Parts,
): RefObject<PlotEngine<Content> | null> {
  const engine = useRef<PlotEngine<Content> | null>(null);
  const latest = useRef(props);
  const { crosshair, plot: plotter } = props;
  const { figure, box, plot, tip, shield, summary } = hosts;
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    const elements = elementsOf({ figure, box, plot, tip, shield, summary });
    if (!elements) return;
    const made = new PlotEngine({
      plot: plotter,

      hosts: elements,
      axes,
      crosshair,
      origin: id,
      events: () => latest.current,
    });
    engine.current = made;
    return () => made.dispose();
  }, [axes, crosshair, plotter, id, figure, box, plot, tip, shield, summary]);
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
function useDrawing<Content>(
  { content, crosshair }: PlotFigureProps<Content>,
  engine: RefObject<PlotEngine<Content> | null>,
  size: BoxSize | null,
): FrameMargins {
  const [margins, setMargins] = useState(FIRST_MARGINS);
  useLayoutEffect(() => {
    if (!engine.current || size === null || size.width <= 0 || size.height <= 0) return;
    const next = engine.current.draw(content, size);
    // Only when labels outgrow the margin: the frame renders again before anything is painted.
    // oxlint-disable-next-line react/set-state-in-effect
    setMargins((before) => (before.left === next.left && before.top === next.top ? before : next));
    // Another crosshair makes another engine, which has drawn nothing yet.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [content, size, crosshair, engine]);
  return margins;
}
