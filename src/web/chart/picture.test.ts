import { describe, expect, it } from "vitest";
import type { RangeResult } from "../../domain/frame/Frame.ts";
import { chartSeries } from "./chartSeries.ts";
import type { ChartContent, SeriesDraw } from "./ChartTypes.ts";
import { drawSeries } from "./drawSeries.ts";
import { exportFileName } from "./exportChart.ts";
import { exportHeatmap } from "./exportHeatmap.ts";
import { layoutPicture } from "./picture.ts";
import { placeTicks } from "./placeTicks.ts";
import { svgSurface } from "./svgSurface.ts";

const notes = {
  duplicateSamples: 0,
  unsortedSamples: 0,
  offStepSamples: 0,
  duplicateSeries: 0,
  invalidUtf8Series: 0,
};
const MINUTE = 60_000;
const resultOf = (...columns: number[][]): RangeResult => ({
  kind: "range",
  timesMs: Float64Array.from(columns[0] ?? [], (_, i) => i * MINUTE),
  stepMs: MINUTE,
  series: columns.map((values, i) => ({ labels: { i: String(i) }, values: Float64Array.from(values) })),
  notes,
});

function pictureOf(result: RangeResult | null, more: Partial<ChartContent> = {}) {
  const content: ChartContent = {
    layers: result ? [{ letter: "A", result }] : [],
    shownRange: { startMs: 0, endMs: 3 * MINUTE },
    zone: "UTC",
    unit: "",
    draw: "lines",
    isLog: false,
    isFromZero: false,
    isolated: [],
    hidden: [],
    ...more,
  };
  const input = {
    content,
    series: chartSeries(content.layers),
    size: { width: 600, height: 300 },
    minLeft: 0,
  };
  return layoutPicture({ ...input, measure: (text) => 6 * text.length });
}

const colors = {
  series: Array.from({ length: 12 }, (_, i) => `c${i + 1}`),
  seriesRgb: [],
  heat: [],
  surface: "s",
  grid: "g",
  baseline: "b",
  axis: "a",
  textStrong: "t",
  text: "t",
  fonts: { sans: "sans", mono: "mono" },
};

function svgOf(result: RangeResult, draw: SeriesDraw): string {
  const surface = svgSurface(colors.fonts);
  drawSeries({ surface, picture: pictureOf(result, { draw }), colors, draw, density: 1 });
  return surface.finish({ width: 600, height: 300, title: 'a < "b"' });
}

describe("layoutPicture", () => {
  it("stands empty, with a time axis and without values, before there is data", () => {
    const picture = pictureOf(null);
    expect(picture.xTicks.length).toBeGreaterThan(1);
    expect(picture.yTicks.every((tick) => tick.text === "")).toBe(true);
  });

  it("keeps the plot in its place when data lands that has a unit", () => {
    expect(pictureOf(resultOf([1, 2, 3, 4]), { unit: "bytes" }).plot).toEqual(pictureOf(null).plot);
  });

  it.each([
    [{ unit: "plain" }],
    [{ unit: "percent" }],
    [{ unit: "plain", hasEnds: true, names: new Map([['A{i="0"}', "a"]]) }],
  ])("keeps the plot in its place when data lands in the unit that was said: %o", (more) => {
    expect(pictureOf(resultOf([1, 2, 3, 4]), more).plot).toEqual(pictureOf(null, more).plot);
  });

  it("has no thresholds on the axis that stands in for one before there is data", () => {
    const threshold = { value: 1, side: "above", level: "warn", words: "" } as const;
    expect(pictureOf(null, { thresholds: [threshold] }).thresholds).toEqual([]);
    expect(pictureOf(resultOf([0, 1, 2, 3]), { thresholds: [threshold] }).thresholds).toHaveLength(1);
  });

  it("has zero in view where bars and areas stand on it, or when asked", () => {
    const result = resultOf([50, 60, 70, 80]);
    expect(pictureOf(result).value.low).toBeGreaterThan(0);
    for (const draw of ["bars", "area", "stacked"] as const)
      expect(pictureOf(result, { draw }).value.low).toBe(0);
    expect(pictureOf(result, { isFromZero: true }).value.low).toBe(0);
  });

  it("scales to the pile when stacked", () => {
    expect(pictureOf(resultOf([5, 5, 5, 5], [50, 50, 50, 50]), { draw: "stacked" }).extent).toEqual({
      low: 5,
      high: 55,
    });
  });

  it("widens for long labels and never past its limit", () => {
    const long = pictureOf(resultOf([123456789, 123456790, 123456791, 123456792]), { unit: "plain" });
    expect(long.plot.left).toBeGreaterThan(46);
    expect(long.plot.left).toBeLessThanOrEqual(132);
  });

  it("C5 prints the zone with its offset beside the time axis", () => {
    const placed = placeTicks(pictureOf(null, { zone: "Asia/Kolkata" }));
    expect(placed.notes.map((note) => note.text)).toContain("UTC+05:30");
  });
});

describe("drawing as SVG", () => {
  it("D6 breaks the line at a gap and dots a lone sample", () => {
    const svg = svgOf(resultOf([1, NaN, 2, NaN, 3, 4]), "lines");
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).toMatch(/d="M[^M]+M[^M]+M[^M"]+"/);
  });

  it.each([
    ["lines", 2, 0],
    ["area", 4, 0],
    ["stacked", 4, 0],
    ["bars", 2, 0],
    ["points", 0, 8],
  ] as const)("D1 draws %s", (draw, paths, circles) => {
    const svg = svgOf(resultOf([1, 2, 3, 4], [4, 3, 2, 1]), draw);
    expect(svg.match(/<path/g) ?? []).toHaveLength(paths);
    expect(svg.match(/<circle/g) ?? []).toHaveLength(circles);
  });

  it("escapes what comes from labels and queries", () => {
    expect(svgOf(resultOf([1, 2]), "lines")).toContain("<title>a &lt; &quot;b&quot;</title>");
  });

  it("dashes the second round of colours", () => {
    const many = resultOf(...Array.from({ length: 13 }, (_, i) => [i, i + 1]));
    expect(svgOf(many, "lines").match(/stroke-dasharray="5 3.5"/g)).toHaveLength(1);
  });
});

describe("a saved heatmap", () => {
  const frame = {
    timesMs: Float64Array.of(0, MINUTE),
    stepMs: MINUTE,
    offsets: Uint32Array.of(0, 2, 3),
    yLow: Float64Array.of(0, 1, 0),
    yHigh: Float64Array.of(1, Infinity, 1),
    counts: Float64Array.of(9, 1, 9),
    maxCount: 9,
  };
  const heat = Array.from({ length: 9 }, (_, level) => `heat${level}`);
  const base = { shownRange: { startMs: 0, endMs: 2 * MINUTE }, zone: "UTC", unit: "s", title: "h_bucket" };
  const svgOfHeatmap = (content: typeof frame | null) => {
    const surface = svgSurface(colors.fonts);
    const request = { ...base, frame: content };
    const picture = exportHeatmap(request, { ...colors, heat }, (text) => 6 * text.length);
    picture.draw(surface);
    return surface.finish(picture);
  };

  it("D7 draws the cells of one colour as one shape, under its query, with a key of the colours", () => {
    const svg = svgOfHeatmap(frame);
    // The shape of the cells, then the swatch of the key.
    const shapes = [...svg.matchAll(/<path d="([^"]+)" fill="heat8"/g)].map(([, path = ""]) => path);
    expect(shapes.map((path) => path.split("Z").length - 1)).toEqual([2, 1]);
    expect(svg.match(/fill="heat3"/g)).toHaveLength(2);
    expect(svg.match(/fill="heat5"/g)).toHaveLength(1);
    expect(svg).toContain(">h_bucket</text>");
    expect(svg).toContain(">0 to 9 observations in a bucket</text>");
  });

  it("D7 is an empty frame without a key where there are no observations", () => {
    expect(svgOfHeatmap(null)).not.toContain("heat");
  });
});

describe("exportFileName", () => {
  it.each([
    ["sum by (a) (rate(x[5m]))", "sum-by-a-rate-x-5m-1970-01-01T00-00.png"],
    ["../../etc/passwd", "etc-passwd-1970-01-01T00-00.png"],
    ["", "chart-1970-01-01T00-00.png"],
  ])("makes %j a plain name", (title, name) => {
    expect(exportFileName({ title, shownRange: { startMs: 0, endMs: 1 }, zone: "UTC" }, "png")).toBe(name);
  });
});
