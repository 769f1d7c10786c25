import type { AxisStore } from "./axisStore.ts";
import { readChartColors, watchTheme, type ChartColors } from "./chartColors.ts";
import { ChartPointer } from "./ChartPointer.ts";
import type { ChartEvents, ChartExemplars } from "./ChartTypes.ts";
import type { ChartView } from "./chartView.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";
import { createExemplarLayer, type ExemplarLayer } from "./exemplarLayer.ts";
import { MARGIN } from "./picture.ts";
import { createStage, fitStage, type Stage } from "./stage.ts";
import type { BoxSize } from "../ui/useBoxSize.ts";

/** What a kind of chart makes of its content: a laid-out view and the way to paint it. */
export interface Plotted {
  readonly view: ChartView;
  /** Changes with the data and not with the size; null while there is none. */
  readonly data: unknown;
  paint(canvas: HTMLCanvasElement): void;
  /** What the picture shows, in words. */
  summary(): string;
}

export interface PlotInput {
  readonly size: BoxSize;
  readonly colors: ChartColors;
  /** The left margin so far. */
  readonly minLeft: number;
  readonly density: number;
}

export type Plotter<Content> = (content: Content, input: PlotInput) => Plotted;

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

export interface EngineOptions<Content> {
  readonly plot: Plotter<Content>;
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
export class PlotEngine<Content> {
  readonly #options: EngineOptions<Content>;
  readonly #stage: Stage;
  readonly #exemplars: ExemplarLayer;
  readonly #pointer: ChartPointer;
  readonly #ending = new AbortController();
  #colors: ChartColors | null = null;
  #left = MARGIN.left;
  #last: { content: Content; size: BoxSize } | null = null;
  #plotted: Plotted | null = null;
  #paintedData: unknown = null;
  #summaryTimer = 0;

  constructor(options: EngineOptions<Content>) {
    this.#options = options;
    const { hosts, crosshair, origin, events } = options;
    this.#stage = createStage(hosts.plot, hosts.tip);
    const view = () => this.#plotted?.view ?? null;
    this.#exemplars = createExemplarLayer(this.#stage, view);
    const interaction = { stage: this.#stage, view, crosshair, exemplars: this.#exemplars, origin };
    this.#pointer = new ChartPointer(hosts, interaction, events);
    const { signal } = this.#ending;
    signal.addEventListener(
      "abort",
      watchTheme(() => this.#restyle()),
    );
    // Zooming the page changes the density without changing a size in CSS pixels.
    window.addEventListener(
      "resize",
      () => this.#plotted?.view.density !== devicePixelRatio && this.#repaint(),
      {
        signal,
      },
    );
  }

  /** Draws now, synchronously. Returns the margins this picture needs. */
  draw(content: Content, size: BoxSize): FrameMargins {
    this.#last = { content, size };
    this.#colors ??= readChartColors(this.#options.hosts.box);
    const density = devicePixelRatio || 1;
    const plotted = this.#options.plot(content, { size, colors: this.#colors, minLeft: this.#left, density });
    const { picture } = plotted.view;
    this.#plotted = plotted;
    this.#left = picture.plot.left;
    plotted.paint(this.#stage.canvas);
    fitStage(this.#stage, picture);
    this.#options.hosts.shield.style.height = `${size.height}px`;
    this.#options.axes.set(picture);
    this.#exemplars.redraw();
    this.#pointer.redraw();
    this.#summarise();
    this.#tellPainted(plotted);
    return { left: picture.plot.left, top: picture.plot.top };
  }

  /** Diamonds over the picture: drawn at once, without painting the series again. */
  mark(exemplars: readonly ChartExemplars[]): void {
    this.#exemplars.set(exemplars);
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
  #tellPainted({ data }: Plotted): void {
    if (data === this.#paintedData || data === null) return;
    this.#paintedData = data;
    this.#options.events().onPainted?.();
  }

  /** After the picture is on screen: nobody waits for the words. */
  #summarise(): void {
    clearTimeout(this.#summaryTimer);
    this.#summaryTimer = window.setTimeout(() => {
      this.#options.hosts.summary.textContent = this.#plotted?.summary() ?? "";
    });
  }
}
