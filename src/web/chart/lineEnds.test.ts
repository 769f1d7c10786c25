import { describe, expect, it } from "vitest";
import type { ChartContent, ChartSeries, ChartThreshold } from "./ChartTypes.ts";
import { endTexts, placeEnds } from "./lineEnds.ts";
import { placeThresholds, withThresholds } from "./thresholdLines.ts";

const series = (name: string, last: number): ChartSeries => ({
  key: `A{name="${name}"}`,
  letter: "A",
  series: { labels: { name }, values: Float64Array.of(1, last, Number.NaN) },
  timesMs: Float64Array.of(0, 1000, 2000),
  stepMs: 1000,
  colorIndex: 3,
  isDashed: false,
});
const content = (change: Partial<ChartContent> = {}): ChartContent => ({
  layers: [],
  shownRange: { startMs: 0, endMs: 2000 },
  zone: "UTC",
  unit: "percent",
  draw: "lines",
  isLog: false,
  isFromZero: false,
  isolated: [],
  hidden: [],
  hasEnds: true,
  ...change,
});
const measure = (text: string) => text.length * 6;
const plot = { left: 46, top: 10, width: 300, height: 100 };
const value = { low: 0, high: 100, isLog: false };
const column = (one: ChartSeries) => ({ series: one, drawn: one.series.values, base: null });

describe("ends of lines", () => {
  it("name each series with its newest value, and take the room of the widest", () => {
    const all = [series("3G calls", 95.3), series("LTE", 98)];
    const { texts, width } = endTexts(content(), all, { width: 600, measure });
    expect(texts.map(({ text }) => text)).toEqual(["3G calls 95.3\u00a0%", "LTE 98.0\u00a0%"]);
    expect(width).toBe("3G calls 95.3 %".length * 6 + 15);
  });

  it("cut a long name and keep the value whole", () => {
    const long = "a name that is much longer than the room beside the plot";
    const { texts, width } = endTexts(content(), [series(long, 98), series("b", 1)], { width: 400, measure });
    expect(texts[0]?.text).toMatch(/^a name.*… 98\u00a0%$/);
    expect(texts[0]?.title).toBe(`${long} 98\u00a0%`);
    expect(width).toBeLessThanOrEqual(0.36 * 400);
  });

  it("take no room where nobody asked for them", () => {
    expect(endTexts(content({ hasEnds: false }), [series("a", 1)], { width: 600, measure }).width).toBe(0);
  });

  it("stand where the lines end, pushed apart and never below the plot", () => {
    const all = [series("a", 0), series("b", 1), series("c", 100)];
    const ends = endTexts(content(), all, { width: 600, measure });
    const placed = placeEnds(all.map(column), ends, { value, plot });
    expect(placed.map(({ text }) => text[0])).toEqual(["c", "b", "a"]);
    expect(placed.map(({ y }) => y)).toEqual([10, 95, 110]);
  });
});

describe("thresholds", () => {
  const below = { value: 98, side: "below", level: "warn", words: "Ask for help below 98 %" } as const;

  it("come into view when they are no further from the values than those are spread", () => {
    const withBelow = content({ thresholds: [below] });
    expect(withThresholds({ low: 99, high: 100 }, withBelow)).toEqual({ low: 98, high: 100 });
    expect(withThresholds({ low: 99.5, high: 100 }, withBelow)).toEqual({ low: 99.5, high: 100 });
    expect(withThresholds(null, withBelow)).toBeNull();
  });

  const scene = (all: readonly ChartSeries[] = []) => ({
    columns: all.map(column),
    time: { startMs: 0, endMs: 2000 },
    value,
    plot,
    measure,
  });
  const place = (threshold: Partial<ChartThreshold>, all?: readonly ChartSeries[]) =>
    placeThresholds(content({ thresholds: [{ ...below, ...threshold }] }), scene(all));

  it("are a line with the words and a shade on the side that is not normal", () => {
    expect(place({ value: 40 })).toEqual([
      {
        level: "warn",
        y: 70.5,
        shadeTop: 70.5,
        shadeHeight: 39.5,
        textX: 54,
        textY: 84.5,
        text: "Ask for help below 98 %",
      },
    ]);
  });

  it("are not drawn outside of the plot", () => {
    expect(place({ value: 140 })).toEqual([]);
  });

  /** Over the whole plot: at one value in its first third, at another after it. */
  const line = (first: number, then = first): ChartSeries => {
    const values = Float64Array.from({ length: 21 }, (_, at) => (at < 7 ? first : then));
    return {
      ...series("a", 0),
      series: { labels: {}, values },
      timesMs: values.map((_, at) => at * 100),
    };
  };

  it.each([
    ["where they stand by themselves", [line(90)], { textX: 54, textY: 84.5 }],
    ["on the other side", [line(30)], { textX: 54, textY: 65.5 }],
    ["further along", [line(30, 90), line(50, 90)], { textX: 160, textY: 84.5 }],
    ["where the fewest run", [line(30), line(50), line(52)], { textX: 54, textY: 84.5 }],
  ])("have their words %s when lines run so", (...[, lines, at]) => {
    expect(place({ value: 40, words: "Ask for help" }, lines)[0]).toMatchObject(at);
  });

  it("keep the words of two apart", () => {
    const thresholds = [below, { ...below, level: "danger" as const }].map((one, at) => ({
      ...one,
      value: 40 - at * 3,
    }));
    const [first, second] = placeThresholds(content({ thresholds }), scene());
    const apart = Math.abs((first?.textY ?? 0) - (second?.textY ?? 0));
    expect(apart >= 13 || first?.textX !== second?.textX).toBe(true);
  });

  it("say what they are where nobody wrote words", () => {
    expect(place({ value: 40, words: "", level: "danger" })[0]?.text).toMatch(/^Serious below 40.?%$/);
  });
});
