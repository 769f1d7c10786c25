import { timeToX } from "../../domain/chart/valueScale.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import { setText } from "./chartTooltip.ts";
import { NO_CROSSHAIR } from "./CrosshairStore.ts";
import type { Crosshair } from "./CrosshairStore.ts";
import type { ChartView } from "./chartView.ts";
import { paintHighlight } from "./highlight.ts";
import type { Interaction } from "./interaction.ts";
import type { Pointed } from "./Pointed.ts";
import { placeOf } from "./pointAt.ts";
import { createPaced, WORDS_MS } from "./paced.ts";
import { hide, moveTo, type Stage } from "./stage.ts";

const PILL_PX = 88;
/** With seconds, "22 Oct 15:30:10" needs more. */
const LONG_PILL_PX = 112;
const DOT_PX = 4;
/** A line is lifted once the pointer stays on it this long: sweeping over many lines neither flickers nor costs a redraw each. */
const SETTLE_MS = 80;

export interface Hover {
  /** Shows the crosshair where this chart is pointed at, and tells the others. */
  show(pointed: Pointed): void;
  /** Takes away our crosshair; others' too. */
  clear(): void;
  /** Another chart or the legend moved the crosshair. */
  follow(crosshair: Crosshair): void;
  /** After new data or a new size: the lifted line is drawn again. */
  redraw(): void;
  dispose(): void;
}

export function createHover(interaction: Interaction): Hover {
  const { crosshair, origin } = interaction;
  const lift = createLift(interaction);
  const marker = createMarker(interaction.stage);
  return {
    show(pointed) {
      const view = interaction.view();
      if (!view) return;
      marker.place(view, pointed.timeMs);
      marker.dot(view, pointed);
      lift.settle(pointed.nearest?.order ?? -1);
      const series = pointed.nearest && view.picture.columns[pointed.nearest.order]?.series;
      crosshair.set({ timeMs: pointed.timeMs, seriesKey: series?.key ?? null, origin });
    },
    clear() {
      marker.hide();
      lift.now(-1);
      if (crosshair.get().origin === origin) crosshair.set(NO_CROSSHAIR);
    },
    follow(moved) {
      const view = interaction.view();
      if (!view || moved.origin === origin) return;
      marker.hide();
      const { startMs, endMs } = view.picture.time;
      if (moved.timeMs !== null && moved.timeMs >= startMs && moved.timeMs <= endMs) {
        marker.place(view, moved.timeMs);
      }
      lift.now(moved.seriesKey === null ? -1 : view.orderOf(moved.seriesKey));
    },
    redraw: lift.redraw,
    dispose() {
      lift.dispose();
      marker.dispose();
    },
  };
}

interface Marker {
  place(view: ChartView, timeMs: number): void;
  dot(view: ChartView, pointed: Pointed): void;
  hide(): void;
  dispose(): void;
}

/** Line, dot and time of the crosshair. Each style is written only when it changes: a move costs a few transforms. */
function createMarker(stage: Stage): Marker {
  const paced = createPaced(WORDS_MS);
  let pillWidth = 0;
  let dotColor = 0;
  return {
    place(view, timeMs) {
      const { plot, size, time } = view.picture;
      const x = Math.round(plot.left + timeToX(time, plot.width, timeMs));
      moveTo(stage.line, x, plot.top);
      // As wide for every time of a grid, whether or not this one has seconds.
      const width = hasSeconds(view) ? LONG_PILL_PX : PILL_PX;
      if (width !== pillWidth) stage.pill.style.width = `${(pillWidth = width)}px`;
      moveTo(stage.pill, Math.min(Math.max(x - width / 2, 0), size.width - width), size.height - 19);
      paced.run(() => setText(stage.pill, pillText(timeMs, view.content.zone)));
    },
    dot(view, { nearest, timeMs }) {
      const series = nearest && view.picture.columns[nearest.order]?.series;
      if (!nearest || !series) {
        hide(stage.dot);
        return;
      }
      const { x, y } = placeOf(view, nearest.order, { timeMs, index: nearest.index });
      const { plot } = view.picture;
      if (dotColor !== series.colorIndex) {
        dotColor = series.colorIndex;
        stage.dot.style.backgroundColor = `var(--color-series-${dotColor})`;
      }
      moveTo(stage.dot, plot.left + x - DOT_PX, plot.top + y - DOT_PX);
    },
    hide() {
      paced.reset();
      for (const part of [stage.line, stage.dot, stage.pill]) hide(part);
    },
    dispose: paced.reset,
  };
}

const MINUTE_MS = 60_000;

function hasSeconds({ grids }: ChartView): boolean {
  const [first, second] = grids[0] ?? [];
  return (first ?? 0) % MINUTE_MS !== 0 || (second ?? 0) % MINUTE_MS !== 0;
}

/** "22 Oct 15:30": the weekday is in the tooltip. */
function pillText(timeMs: number, zone: string): string {
  return formatTime(timeMs, zone).replace(/^\w+ /, "");
}

interface Lift {
  settle(order: number): void;
  now(order: number): void;
  redraw(): void;
  dispose(): void;
}

function createLift({ stage, view }: Interaction): Lift {
  let shown = -1;
  let wanted = -1;
  let timer = 0;
  const paint = () => {
    timer = 0;
    const current = view();
    if (!current || shown === wanted) return;
    shown = wanted;
    stage.highlight.hidden = shown < 0;
    if (shown >= 0) paintHighlight(stage.highlight, current, shown);
  };
  const stop = () => {
    if (timer !== 0) clearTimeout(timer);
    timer = 0;
  };
  return {
    settle(order) {
      if (order === wanted) return;
      wanted = order;
      stop();
      // A hidden canvas costs a frame nothing, a shown one is handed over with every frame.
      stage.highlight.hidden = true;
      shown = -1;
      timer = window.setTimeout(paint, SETTLE_MS);
    },
    now(order) {
      wanted = order;
      stop();
      paint();
    },
    redraw() {
      wanted = shown = -1;
      stop();
      stage.highlight.hidden = true;
    },
    dispose: stop,
  };
}
