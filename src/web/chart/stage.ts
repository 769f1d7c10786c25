import { BLEED } from "./paintCanvas.ts";
import type { ChartPicture } from "./picture.ts";

const SVG = "http://www.w3.org/2000/svg";

/** The layers over the plot, made once and then only moved: nothing here is rendered by React. */
export interface Stage {
  /** Everything drawn from data. */
  readonly canvas: HTMLCanvasElement;
  /** The highlighted series. */
  readonly highlight: HTMLCanvasElement;
  /** Diamonds. */
  readonly exemplars: SVGSVGElement;
  readonly line: HTMLElement;
  readonly dot: HTMLElement;
  /** The time under the crosshair, on the axis. */
  readonly pill: HTMLElement;
  readonly selection: HTMLElement;
  readonly pins: SVGSVGElement;
  readonly tip: HTMLElement;
  /** Read out by a screen reader when the crosshair is moved by keys. */
  readonly live: HTMLElement;
}

export function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

export function svgElement(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  text = "",
): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== "") made.textContent = text;
  return made;
}

/** As large as the chart; what it shows is said in words elsewhere. */
function svgLayer(className: string): SVGSVGElement {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", className);
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** Fills `plotHost` (over the frame) and `tipHost` (beside the plot: over it, or docked under it on phones). */
export function createStage(plotHost: HTMLElement, tipHost: HTMLElement): Stage {
  const canvas = document.createElement("canvas");
  const highlight = document.createElement("canvas");
  for (const layer of [canvas, highlight]) layer.className = "sg-canvas";
  const pins = svgLayer("sg-pins");
  const exemplars = svgLayer("sg-exemplars");
  const stage = {
    canvas,
    highlight,
    pins,
    exemplars,
    line: element("div", "sg-crosshair"),
    dot: element("div", "sg-dot"),
    pill: element("div", "sg-pill"),
    selection: element("div", "sg-selection"),
    tip: element("div", "sg-tip"),
    live: element("div", "sg-visually-hidden"),
  };
  stage.live.setAttribute("aria-live", "polite");
  for (const part of [highlight, stage.line, stage.dot, stage.pill, stage.selection, stage.tip])
    part.hidden = true;
  for (const part of [stage.pill, stage.tip]) part.setAttribute("aria-hidden", "true");
  const { selection, line, dot, pill } = stage;
  plotHost.replaceChildren(canvas, highlight, exemplars, selection, pins, line, dot, pill);
  tipHost.replaceChildren(stage.tip, stage.live);
  return stage;
}

export function moveTo(part: HTMLElement, x: number, y: number): void {
  part.style.transform = `translate(${x}px, ${y}px)`;
  if (part.hidden) part.hidden = false;
}

export function hide(part: HTMLElement): void {
  if (!part.hidden) part.hidden = true;
}

/** Sizes what depends on the plot, after a picture was laid out. */
export function fitStage(stage: Stage, { plot, size }: ChartPicture): void {
  stage.line.style.height = `${plot.height}px`;
  stage.selection.style.height = `${plot.height}px`;
  stage.selection.style.top = `${plot.top}px`;
  for (const layer of [stage.pins, stage.exemplars]) {
    layer.setAttribute("width", String(size.width));
    layer.setAttribute("height", String(size.height));
  }
  stage.highlight.style.transform = `translate(${plot.left - BLEED}px, ${plot.top - BLEED}px)`;
}
