import type { RangeResult } from "../../../src/domain/frame/Frame.ts";
import { makeData } from "./makeData.ts";
import "./page.css";
import { productVariant } from "./productVariant.tsx";
import { uplotVariant } from "./uplotVariant.ts";
import type { Variant } from "./Variant.ts";

const makers = { uplot: uplotVariant, product: productVariant };

/** When each marker was on screen. Not in lib.dom yet: Element Timing. */
const presented = new Map<string, (timeMs: number) => void>();
interface ElementEntry extends PerformanceEntry {
  readonly identifier: string;
  readonly renderTime: number;
  readonly presentationTime?: number;
}
new PerformanceObserver((list) => {
  for (const entry of list.getEntries() as ElementEntry[]) {
    presented.get(entry.identifier)?.(entry.presentationTime || entry.renderTime);
  }
}).observe({ type: "element", buffered: true });

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
let count = 0;

/** Milliseconds from the call to the presentation of the frame that shows its result, raster included. */
async function measure(act: () => void): Promise<number> {
  const box = document.getElementById("markers");
  box?.replaceChildren();
  await frame();
  await frame();
  const marker = document.createElement("p");
  const id = `marker-${(count += 1)}`;
  marker.setAttribute("elementtiming", id);
  marker.textContent = id;
  const shown = new Promise<number>((resolve) => presented.set(id, resolve));
  const start = performance.now();
  act();
  box?.replaceChildren(marker);
  return (await shown) - start;
}

let variant: Variant;
let data: readonly [RangeResult, RangeResult];
let prepared: readonly unknown[];
let turn = 0;

/** Called by run.mjs, step by step. */
const bench = {
  setup(name: keyof typeof makers, series: number, points: number) {
    const host = document.getElementById("chart");
    if (!host) throw new Error("no host");
    variant = makers[name](host);
    data = [makeData(series, points, 1), makeData(series, points, 2)];
    prepared = data.map((result) => variant.prepare(result));
  },
  first: () => measure(() => variant.mount(prepared[0], data[0])),
  /** First data into a frame that stood empty while the query ran; null where there is no such thing. */
  async pre() {
    if (!variant.mountEmpty) return null;
    variant.mountEmpty(data[0]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    return measure(() => variant.update(prepared[0], data[0]));
  },
  update() {
    turn = 1 - turn;
    return measure(() => variant.update(prepared[turn], data[turn] ?? data[0]));
  },
  zoom(from: number, to: number) {
    const { timesMs } = data[0];
    const at = (part: number) => timesMs[Math.round(part * (timesMs.length - 1))] ?? 0;
    return measure(() => variant.zoom(at(from), at(to)));
  },
};
Object.assign(window, { bench });
