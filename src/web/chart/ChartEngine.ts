import type { AxisStore } from "./axisStore.ts";
import { readChartColors, watchTheme, type ChartColors } from "./chartColors.ts";
import { ChartPointer } from "./ChartPointer.ts";
import { drawnSeries } from "./chartSeries.ts";
import { chartSummary } from "./chartSummary.ts";
import type { ChartContent, ChartEvents, ChartLayer } from "./ChartTypes.ts";
import { createView, type ChartView } from "./chartView.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";
import { paintCanvas } from "./paintCanvas.ts";
import { layoutPicture, MARGIN } from "./picture.ts";
import { createStage, fitStage, type Stage } from "./stage.ts";
import { measureLabel } from "./textMeasure.ts";
import type { BoxSize } from "./useBoxSize.ts";

export interface EngineHosts {
  /** Takes focus and keys. */
  readonly figure: HTMLElement;
  /** Positioned; the frame and the layers lie in it. */
  readonly box: HTMLElement;
  readonly plot: HTMLElement;
  readonly tip: HTMLElement;
  /** Lies over everything and takes the pointer: one element to hit, however much is drawn below it. */
  readonly shield: HTMLElement;
  readonly summary: HTMLElement;
}

export interface EngineOptions {
  readonly hosts: EngineHosts;
  readonly axes: AxisStore;
  readonly crosshair: CrosshairStore;
  readonly origin: string;
  /** Read at the moment of the event. */
  readonly events: () => ChartEvents;
}

/** Margins that Recharts' frame must know. */
export interface FrameMargins {
  readonly left: number;
  readonly top: number;
}

export const FIRST_MARGINS: FrameMargins = { left: MARGIN.left, top: MARGIN.topWithUnit };

/** Turns content into pixels: lays out, paints the canvas, hands the axes on, and keeps pointing, pins and theme in step. */
export class ChartEngine {
  readonly #options: EngineOptions;
  readonly #stage: Stage;
  readonly #pointer: ChartPointer;
  readonly #ending = new AbortController();
  #view: ChartView | null = null;
  #colors: ChartColors | null = null;
  #left = MARGIN.left;
  #last: { content: ChartContent; size: BoxSize } | null = null;
  #paintedLayers: readonly ChartLayer[] | null = null;
  #summaryTimer = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { hosts, crosshair, origin, events } = options;
    this.#stage = createStage(hosts.plot, hosts.tip);
    const interaction = { stage: this.#stage, view: () => this.#view, crosshair, origin };
    this.#pointer = new ChartPointer(hosts, interaction, events);
    const { signal } = this.#ending;
    signal.addEventListener(
      "abort",
      watchTheme(() => this.#restyle()),
    );
    // Zooming the page changes the density without changing a size in CSS pixels.
    window.addEventListener("resize", () => this.#view?.density !== devicePixelRatio && this.#repaint(), {
      signal,
    });
  }

  /** Draws now, synchronously. Returns the margins this picture needs. */
  draw(content: ChartContent, size: BoxSize): FrameMargins {
    this.#last = { content, size };
    this.#colors ??= readChartColors(this.#options.hosts.box);
    const colors = this.#colors;
    const { drawn } = drawnSeries(content);
    const measure = measureLabel(colors.fonts.sans);
    const picture = layoutPicture({ content, series: drawn, size, minLeft: this.#left, measure });
    this.#left = picture.plot.left;
    const density = devicePixelRatio || 1;
    this.#view = createView({ content, picture, colors, density });
    paintCanvas(this.#stage.canvas, { picture, colors, density, draw: content.draw });
    fitStage(this.#stage, picture);
    this.#options.hosts.shield.style.height = `${size.height}px`;
    this.#options.axes.set(picture);
    this.#pointer.redraw();
    this.#summarise();
    this.#tellPainted(content);
    return { left: picture.plot.left, top: picture.plot.top };
  }

  dispose(): void {
    clearTimeout(this.#summaryTimer);
    this.#ending.abort();
    this.#pointer.dispose();
  }

  #restyle(): void {
    this.#colors = null;
    this.#repaint();
  }

  #repaint(): void {
    if (this.#last) this.draw(this.#last.content, this.#last.size);
  }

  /** Only new data counts as painted, not a resize. */
  #tellPainted({ layers }: ChartContent): void {
    if (layers === this.#paintedLayers || layers.length === 0) return;
    this.#paintedLayers = layers;
    this.#options.events().onPainted?.();
  }

  /** After the picture is on screen: nobody waits for the words. */
  #summarise(): void {
    clearTimeout(this.#summaryTimer);
    this.#summaryTimer = window.setTimeout(() => {
      const view = this.#view;
      if (view) this.#options.hosts.summary.textContent = chartSummary(view.content, view.picture);
    });
  }
}
