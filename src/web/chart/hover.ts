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
import { hide, moveTo } from "./stage.ts";

const PILL_PX = 84;
/** With seconds, "22 Oct 15:30:10" needs more. */
const LONG_PILL_PX = 108;
const SHORT_CHARACTERS = 13;
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
  const { stage, crosshair, origin } = interaction;
  const lift = createLift(interaction);
  let pillWidth = 0;
  const place = (view: ChartView, timeMs: number) => {
    const { plot, size, time } = view.picture;
    const x = Math.round(plot.left + timeToX(time, plot.width, timeMs));
    moveTo(stage.line, x, plot.top);
    const text = pillText(timeMs, view.content.zone);
    const width = text.length > SHORT_CHARACTERS ? LONG_PILL_PX : PILL_PX;
    if (width !== pillWidth) stage.pill.style.width = `${(pillWidth = width)}px`;
    setText(stage.pill, text);
    moveTo(stage.pill, Math.min(Math.max(x - width / 2, 0), size.width - width), size.height - 19);
  };
  const hideAll = () => {
    for (const part of [stage.line, stage.dot, stage.pill]) hide(part);
  };
  return {
    show(pointed) {
      const view = interaction.view();
      if (!view) return;
      place(view, pointed.timeMs);
      const { nearest } = pointed;
      const series = nearest && view.picture.columns[nearest.order]?.series;
      if (nearest && series) {
        const { x, y } = placeOf(view, nearest.order, { timeMs: pointed.timeMs, index: nearest.index });
        const { plot } = view.picture;
        stage.dot.style.backgroundColor = `var(--color-series-${series.colorIndex})`;
        moveTo(stage.dot, plot.left + x - DOT_PX, plot.top + y - DOT_PX);
      } else hide(stage.dot);
      lift.settle(nearest ? nearest.order : -1);
      crosshair.set({ timeMs: pointed.timeMs, seriesKey: series?.key ?? null, origin });
    },
    clear() {
      hideAll();
      lift.now(-1);
      if (crosshair.get().origin === origin) crosshair.set(NO_CROSSHAIR);
    },
    follow(moved) {
      const view = interaction.view();
      if (!view || moved.origin === origin) return;
      hideAll();
      const { startMs, endMs } = view.picture.time;
      if (moved.timeMs !== null && moved.timeMs >= startMs && moved.timeMs <= endMs)
        place(view, moved.timeMs);
      lift.now(moved.seriesKey === null ? -1 : view.orderOf(moved.seriesKey));
    },
    redraw: lift.redraw,
    dispose: lift.dispose,
  };
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
