import { describe, expect, it } from "vitest";
import type { PanelReading } from "../../../../contract/panels.ts";
import type { Labels, QueryResult, RangeResult } from "../../../../domain/frame/Frame.ts";
import { EMPTY_PANEL } from "../../../../domain/panel/defaultPanel.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { drawPanel, isHeatPanel } from "./drawPanel.ts";
import { hasNothing } from "./hasNothing.ts";
import { panelWidth } from "./panelWidth.ts";
import { joinUnit } from "../../../../domain/format/formatValue.ts";
import { readStat } from "./readStat.ts";
import { valuesTogether } from "./valuesTogether.ts";
import { labelWords, nameWords, seriesWords } from "./seriesWords.ts";
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
      comparison: "Was 99.1\u00a0% yesterday.",
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
    [95.98, "percent", "96.0"],
    [0.9904, "percentunit", "99.0"],
    [0.478, "percent", "0.478"],
    [100, "percent", "100"],
    [0, "percent", "0"],
  ])("writes %d %s as %s", (value, unit, text) => {
    expect(statOf(panelOf({}, unit), [value])?.text).toBe(text);
  });

  it.each([
    [[2331.4, 12], "reqps", ["2,331 req/s", "12 req/s"]],
    [[88.12, 4], "percent", ["88.1\u00a0%", "4.0\u00a0%"]],
    [[48_210, 7], "", ["48,210", "7"]],
  ])("writes %j %s in one column as %j", (values, unit, texts) => {
    const format = valuesTogether(values, unit, "UTC");
    expect(values.map((value) => joinUnit(format(value)))).toEqual(texts);
  });

  it("is none where nothing was measured", () => {
    expect(statOf(panelOf(), [Number.NaN])).toBeNull();
  });
});

describe("names", () => {
  const WORDS = nameWords(panelOf({ name: "Calls" }), "A");

  it("are the words of the query, else what tells the series apart", () => {
    const labels = [{ service: "cart" }, { service: "search" }];
    expect(seriesWords("{{service}} calls", labels, WORDS)).toEqual(["cart calls", "search calls"]);
    expect(seriesWords("", labels, WORDS)).toEqual(["cart", "search"]);
    expect(seriesWords("", [{}], WORDS)).toEqual(["Value"]);
  });

  const covered = (cover: string, more: Labels = {}): Labels => ({ __series__: cover, ...more });

  it("I2 are the panel's where a legend asks for the name of the only metric, which readers are not told", () => {
    const all = [covered("x9", { job: "a" }), covered("x9", { job: "b" })];
    expect(seriesWords("{{__name__}} of {{job}}", all, WORDS)).toEqual(["Calls of a", "Calls of b"]);
    expect(seriesWords("", all, WORDS)).toEqual(["a", "b"]);
    expect(seriesWords("", [covered("x9")], WORDS)).toEqual(["Value"]);
    const letters = ["A", "B"].map((letter) => ({ letter, legend: "", kind: "range" as const }));
    const two = nameWords(panelOf({ letters }), "B");
    expect(seriesWords("{{__name__}}", all.slice(0, 1), two)).toEqual(["Series B"]);
  });

  it("I2 number the metrics that are not named, the same whatever their order", () => {
    const all = [covered("b", { job: "x" }), covered("a", { job: "x" })];
    expect(seriesWords("", all, WORDS)).toEqual(["Series 2", "Series 1"]);
    expect(seriesWords("{{__name__}} {{job}}", all.toReversed(), WORDS)).toEqual([
      "Series 1 x",
      "Series 2 x",
    ]);
    const mixed = [...all, covered("a", { job: "y" }), { job: "y" }];
    expect(new Set(seriesWords("", mixed, WORDS)).size).toBe(4);
  });

  it("stay what the source calls them for whoever may read the query", () => {
    const all: Labels[] = [
      { __name__: "up", job: "x" },
      { __name__: "down", job: "x" },
    ];
    expect(seriesWords("", all, WORDS)).toEqual(["up", "down"]);
    expect(seriesWords("{{__name__}}", all, WORDS)).toEqual(["up", "down"]);
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
    const table = tableRows(
      [answer(one, "A", "Failed"), answer(vector([[{ site: "y", region: "n" }, 9]]), "B")],
      panelOf(),
    );
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

  it.each([
    ["named", "__name__", ["a", "b"]],
    ["covered", "__series__", ["Series 1", "Series 2"]],
  ])("I2 keeps series apart that differ in their %s metric only", (_what, label, names) => {
    const both = vector([
      [{ [label]: "a", site: "x" }, 1],
      [{ [label]: "b", site: "x" }, 2],
    ]);
    const table = tableRows([answer(both)], panelOf());
    expect(table.labelNames).toEqual(["__name__"]);
    expect(table.rows.map(({ labels, values }) => [labels["__name__"], values.get("A")])).toEqual([
      [names[0], 1],
      [names[1], 2],
    ]);
  });

  it("I2 draws covered series each by itself", () => {
    const both = range([
      [{ __series__: "a", site: "x" }, [1]],
      [{ __series__: "b", site: "x" }, [2]],
    ]);
    const { content } = drawPanel(panelOf(), {
      answers: [answer(both)],
      asked: { startMs: 0, endMs: 1 },
      zone: "UTC",
    });
    expect([...(content.names?.values() ?? [])]).toEqual(["Series 1", "Series 2"]);
  });

  it("takes the newest value of a series", () => {
    const { rows } = tableRows([answer(range([[{}, [1, 2, Number.NaN]]]))], panelOf());
    expect([...(rows[0]?.values ?? [])]).toEqual([["A", 2]]);
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
