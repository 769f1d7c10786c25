import { describe, expect, it } from "vitest";
import { prefersRaster } from "./chooseRaster.ts";
import { rasterLine } from "./rasterLines.ts";

const BLUE = { red: 1, green: 140, blue: 222 };

function draw(
  xs: readonly number[],
  ys: readonly number[],
  more: { isDashed?: boolean; lineWidth?: number } = {},
) {
  const [width, height] = [20, 10];
  const raster = { width, height, words: new Uint32Array(width * height) };
  const line = { colour: BLUE, lineWidth: more.lineWidth ?? 1, isDashed: more.isDashed ?? false };
  const spans = { low: new Float32Array(width), high: new Float32Array(width) };
  const range = { from: 0, to: xs.length };
  rasterLine(raster, { ...line, xs: Float32Array.from(xs), ys: Float32Array.from(ys), range }, spans);
  const alpha = (x: number, y: number) => (raster.words[y * width + x] ?? 0) >>> 24;
  const column = (x: number) => Array.from({ length: height }, (_, y) => alpha(x, y));
  return { column, words: raster.words };
}

describe("rasterLine", () => {
  it("fills the pixels a level line covers, in its colour", () => {
    const { column, words } = draw([0, 20], [4.5, 4.5]);
    expect(column(7)).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0, 0]);
    expect(words[4 * 20 + 7]).toBe(0xffde8c01);
  });

  it("shares a line between two pixels by how much of each it covers", () => {
    const [above = 0, below = 0] = draw([0, 20], [5.25, 5.25]).column(3).slice(4, 6);
    expect(above / 255).toBeCloseTo(0.25, 1);
    expect(below / 255).toBeCloseTo(0.75, 1);
  });

  it("fills the whole height of a steep line in its column", () => {
    expect(draw([5.2, 5.8], [0.5, 9.5]).column(5)).toEqual(Array.from({ length: 10 }, () => 255));
    expect(
      draw([5.2, 5.8], [0.5, 9.5])
        .column(6)
        .every((alpha) => alpha === 0),
    ).toBe(true);
  });

  it("draws nothing across a gap", () => {
    const { column } = draw([0, 4, 8, 12, 16], [5, 5, NaN, 5, 5]);
    expect(column(2).some(Boolean)).toBe(true);
    expect(column(8).some(Boolean)).toBe(false);
    expect(column(14).some(Boolean)).toBe(true);
  });

  it("stays inside the picture when the line does not", () => {
    const { column } = draw([-30, 50], [-40, 60]);
    expect(column(0)).toHaveLength(10);
    const outside = draw([-30, -10], [5, 5]);
    expect(outside.words.every((word) => word === 0)).toBe(true);
  });

  it("leaves out columns of a dashed line", () => {
    const { column } = draw([0, 20], [4.5, 4.5], { isDashed: true });
    const drawn = Array.from({ length: 17 }, (_, x) => column(x).some(Boolean));
    expect(drawn.slice(0, 9)).toEqual([true, true, true, true, true, false, false, false, false]);
  });

  it.each([
    ["many dense series", 100, 144_000, true],
    ["many series zoomed in", 50, 12_000, true],
    ["some series of ordinary length", 24, 10_400, false],
    ["few but very dense series", 10, 60_000, true],
    ["sparse lines", 1000, 60_000, false],
    ["nothing", 0, 0, false],
  ])("is chosen by load: %s", (...[, seriesCount, points, isRaster]) => {
    expect(prefersRaster({ points, seriesCount, columns: 1200 })).toBe(isRaster);
  });
});
