import { describe, expect, it } from "vitest";
import type { PanelReading } from "../../../../contract/panels.ts";
import type { Labels, QueryResult, RangeResult } from "../../../../domain/frame/Frame.ts";
import { EMPTY_PANEL } from "../../../../domain/panel/defaultPanel.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { drawPanel, isHeatPanel } from "./drawPanel.ts";
import { hasNothing } from "./hasNothing.ts";
import { panelWidth } from "./panelWidth.ts";
import { readStat } from "./readStat.ts";
import { labelWords, seriesWords } from "./seriesWords.ts";
import { sortPanelRows, tableRows } from "./tableRows.ts";

const notes = {
  duplicateSamples: 0,
  unsortedSamples: 0,
  offStepSamples: 0,
  duplicateSeries: 0,
  invalidUtf8Series: 0,
};
const { options, ...words } = EMPTY_PANEL;
const panelOf = (change: Partial<PanelReading> = {}, unit = ""): PanelReading => ({
  ...words,
  id: "panel-12345",
  letters: [],
  thresholds: [],
  options: { ...options, unit, logs: { ...options.logs, columns: [] } },
  ...change,
});
const range = (series: readonly (readonly [Labels, readonly number[]])[]): RangeResult => ({
  kind: "range",
  timesMs: Float64Array.from(series[0]?.[1].keys() ?? [], (step) => step * 1000),
  stepMs: 1000,
  series: series.map(([labels, values]) => ({ labels, values: Float64Array.from(values) })),
  notes,
});
const vector = (rows: readonly (readonly [Labels, number])[]): QueryResult => ({
  kind: "vector",
  rows: rows.map(([labels, value]) => ({ labels, sample: { timeMs: 0, value, text: String(value) } })),
  notes,
});
const answer = (result: QueryResult, letter = "A", legend = ""): LetterAnswer => ({
  letter: { letter, legend, kind: "range" },
  range: { startMs: 0, endMs: 4000 },
  plan: undefined,
  decoded: {
    result,
    meta: { warnings: [], infos: [], isPartial: false, seriesCount: 0, sampleCount: 0, bytes: 0 },
  },
  warnings: 0,
  atMs: 0,
});
const statOf = (panel: PanelReading, values: readonly number[], before?: number) =>
  readStat(panel, {
    answer: answer(range([[{}, values]])),
    before: before === undefined ? undefined : answer(range([[{}, [before]]])),
    zone: "UTC",
  });

describe("one number", () => {
  const below = { value: 98.5, side: "below", level: "warn", words: "" } as const;

  it("is the newest value with its unit, what was before, and how it stands", () => {
    const panel = panelOf({ thresholds: [below], compareMs: 86_400_000 }, "percent");
    expect(statOf(panel, [99, 98, 97.44], 99.12)).toMatchObject({
      text: "97.4",
      suffix: "%",
      olderMs: null,
      comparison: "Was 99.1 % yesterday.",
      standing: { level: "warn", words: "Below normal" },
    });
  });

  it("says of when it is where the newest steps are missing", () => {
    const late = [97, Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    expect(statOf(panelOf(), late)).toMatchObject({ value: 97, olderMs: 0 });
  });

  it.each([
    [48_210, "", "48,210"],
    [0.0312, "", "0.031"],
    [118_123.7, "", "118,124"],
    [2331.4, "reqps", "2,331"],
  ])("writes %d %s as %s", (value, unit, text) => {
    expect(statOf(panelOf({}, unit), [value])?.text).toBe(text);
  });

  it("is none where nothing was measured", () => {
    expect(statOf(panelOf(), [Number.NaN])).toBeNull();
  });
});

describe("names", () => {
  it("are the words of the query, else what tells the series apart", () => {
    const labels = [{ service: "cart" }, { service: "search" }];
    expect(seriesWords("{{service}} calls", labels)).toEqual(["cart calls", "search calls"]);
    expect(seriesWords("", labels)).toEqual(["cart", "search"]);
    expect(seriesWords("", [{}])).toEqual(["Value"]);
  });

  it.each([
    ["host_name", "Host name"],
    ["site", "Site"],
    ["_", "_"],
  ])("makes the label %s the head %s", (name, head) => expect(labelWords(name)).toBe(head));
});

describe("a table", () => {
  it("has a row for each set of labels, a column for each query, and labels that differ", () => {
    const one = vector([
      [{ __name__: "a", site: "x", region: "n" }, 1],
      [{ __name__: "a", site: "y", region: "n" }, 5],
    ]);
    const table = tableRows([
      answer(one, "A", "Failed"),
      answer(vector([[{ site: "y", region: "n" }, 9]]), "B"),
    ]);
    expect(table.labelNames).toEqual(["site"]);
    expect(table.columns).toEqual([
      { letter: "A", words: "Failed" },
      { letter: "B", words: "Value" },
    ]);
    const sorted = sortPanelRows(table.rows, { column: "A", isDescending: true });
    expect(sorted.map(({ labels, values }) => [labels["site"], ...values.values()])).toEqual([
      ["y", 5, 9],
      ["x", 1],
    ]);
    const byB = sortPanelRows(table.rows, { column: "B", isDescending: false });
    expect(byB.map(({ labels }) => labels["site"])).toEqual(["y", "x"]);
  });

  it("takes the newest value of a series", () => {
    expect([...(tableRows([answer(range([[{}, [1, 2, Number.NaN]]]))]).rows[0]?.values ?? [])]).toEqual([
      ["A", 2],
    ]);
  });
});

describe("a chart", () => {
  const buckets = range([
    [{ le: "0.1" }, [1, 2]],
    [{ le: "+Inf" }, [2, 4]],
  ]);
  const asked = { startMs: 0, endMs: 60_000 };

  it("draws a histogram as a heatmap, unless lines were chosen", () => {
    const panel = panelOf({ view: "chart" });
    const lines = panelOf({ view: "chart", options: { ...panel.options, draw: "lines" } });
    expect(isHeatPanel(panel, [answer(buckets)])).toBe(true);
    expect(drawPanel(panel, { answers: [answer(buckets)], asked, zone: "UTC" }).heatmap).not.toBeNull();
    expect(isHeatPanel(lines, [answer(buckets)])).toBe(false);
    expect(drawPanel(lines, { answers: [answer(buckets)], asked, zone: "UTC" }).seriesCount).toBe(2);
  });

  it("stands empty over the asked range before the first answer", () => {
    const { content, seriesCount } = drawPanel(panelOf({ view: "chart" }), {
      answers: [],
      asked,
      zone: "UTC",
    });
    expect(content.shownRange).toEqual(asked);
    expect(seriesCount).toBe(0);
  });
});

describe("what is asked and answered", () => {
  it.each([
    [100, 240],
    [480, 480],
    [481, 960],
    [5000, 1920],
  ])("a panel %d px wide asks for %d", (px, asked) => expect(panelWidth(px)).toBe(asked));

  it("is nothing where every query was answered by nothing", () => {
    expect(hasNothing([answer(vector([]))])).toBe(true);
    expect(hasNothing([answer(vector([])), answer(vector([[{}, 1]]), "B")])).toBe(false);
  });
});
