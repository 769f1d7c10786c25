/** Rail, margins and value labels beside the plot, CSS pixels, before a chart has been measured. */
const BESIDE_PX = 120;
const NARROWEST_PX = 200;
/** Widths are told in these steps, so that a scroll bar does not change a plan and its cache key. */
const BUCKET_PX = 100;

/** Width to plan the step for: of the element that holds the chart, or a guess from the window before there is one. */
export function plotWidth(box: HTMLElement | null): number {
  const widthPx = box && box.clientWidth > 0 ? box.clientWidth : window.innerWidth - BESIDE_PX;
  return Math.max(NARROWEST_PX, Math.round(widthPx / BUCKET_PX) * BUCKET_PX);
}
