import type { Rgb } from "../../domain/chart/rasterLines.ts";

const SERIES_COUNT = 12;
const HEAT_COUNT = 9;

/** The tokens a chart is drawn with, as the current theme gives them. */
export interface ChartColors {
  /** Index 0 is `--color-series-1`. */
  readonly series: readonly string[];
  readonly seriesRgb: readonly Rgb[];
  readonly heat: readonly string[];
  readonly surface: string;
  readonly grid: string;
  readonly baseline: string;
  readonly axis: string;
  readonly textStrong: string;
  readonly text: string;
  readonly fonts: { readonly sans: string; readonly mono: string };
}

/** Reads the tokens of `tokens.css` where `element` stands. Costs a style lookup: once per theme, not per draw. */
export function readChartColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const range = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => token(`color-${name}-${i + 1}`));
  const series = range("series", SERIES_COUNT);
  return {
    series,
    seriesRgb: series.map(toRgb),
    heat: range("heat", HEAT_COUNT),
    surface: token("color-surface-1"),
    grid: token("color-grid"),
    baseline: token("color-line-2"),
    axis: token("color-axis"),
    textStrong: token("color-fg-1"),
    text: token("color-fg-2"),
    fonts: { sans: token("font-sans"), mono: token("font-mono") },
  };
}

/** The canvas normalises any CSS colour to "#rrggbb" (or rgba(), which no series colour is). */
function toRgb(colour: string): Rgb {
  const context = document.createElement("canvas").getContext("2d");
  let hex = colour;
  if (context) {
    context.fillStyle = colour;
    hex = context.fillStyle;
  }
  const word = Number.parseInt(hex.slice(1, 7), 16) || 0;
  return { red: word >> 16, green: (word >> 8) & 255, blue: word & 255 };
}

/** Calls back when the theme changes, by choice (`data-theme`, a class) or by the system. Returns the end of it. */
export function watchTheme(onChange: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "class", "style"],
  });
  system.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", onChange);
  };
}
