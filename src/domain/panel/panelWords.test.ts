import { describe, expect, it } from "vitest";
import { defaultExplore } from "../link/exploreLink.ts";
import { DEFAULT_RANGE } from "../time/TimeRange.ts";
import { exploreFromPanel } from "./exploreFromPanel.ts";
import { expandLegend } from "./expandLegend.ts";
import { panelFromExplore } from "./panelFromExplore.ts";
import type { Threshold } from "./Panel.ts";
import { queryKind } from "./queryKind.ts";
import { thresholdOf } from "./thresholdOf.ts";
import { variableSentence } from "./variableText.ts";

describe("thresholdOf", () => {
  const below = (value: number, level: Threshold["level"]): Threshold => ({
    value,
    side: "below",
    level,
    words: "",
  });
  const thresholds = [
    below(98, "warn"),
    below(95, "danger"),
    { value: 100, side: "above", level: "warn", words: "" } as const,
  ];
  it.each([
    [99, "ok", "Normal"],
    [98, "ok", "Normal"],
    [97.4, "warn", "Below normal"],
    [90, "danger", "Serious"],
    [101, "warn", "Above normal"],
    [Number.NaN, "warn", "No data"],
  ])("%d is %s: %s", (value, level, words) => {
    expect(thresholdOf(value, thresholds)).toMatchObject({ level, words });
  });
  it("says nothing where nothing is said to be normal", () => {
    expect(thresholdOf(1, [])).toBeNull();
  });
});

describe("expandLegend", () => {
  it.each([
    ["{{service}} calls", "cart calls"],
    ["{{ service }}/{{none}}", "cart/"],
    ["{{none}}", null],
    ["{{constructor}}", null],
    ["", null],
  ])("%s is %s", (legend, expected) => {
    expect(expandLegend(legend, { service: "cart" })).toBe(expected);
  });
});

describe("variableSentence", () => {
  it.each([
    [[], "Customer: All"],
    [["a"], "Customer: Northern Mobile"],
    [["a", "b"], "Customer: Northern Mobile and b"],
    [["a", "b", "c"], "Customer: 3 of them"],
    [[""], "Customer: (none)"],
  ])("%o is %s", (chosen, expected) => {
    const values = [{ value: "a", words: "Northern Mobile" }];
    expect(variableSentence({ label: "Customer", values }, chosen)).toBe(expected);
  });
});

describe("queryKind", () => {
  const kind = (
    view: Parameters<typeof queryKind>[0]["view"],
    expr: string,
    language: "promql" | "logql" = "promql",
  ) =>
    queryKind(
      { view, options: panelFromExplore(defaultExplore("a"), { unit: "", hasLines: false }).options },
      expr,
      language,
    );
  it.each([
    [kind("chart", "up"), "range"],
    [kind("stat", "up"), "range"],
    [kind("gauge", "up"), "instant"],
    [kind("table", "up"), "instant"],
    [kind("logs", '{a="b"}', "logql"), "logs"],
    [kind("chart", 'rate({a="b"}[5m])', "logql"), "range"],
  ])("%s is %s", (got, expected) => {
    expect(got).toBe(expected);
  });
});

describe("panelFromExplore", () => {
  const state = {
    ...defaultExplore("prod"),
    queries: [
      { letter: "A", sourceId: "prod", expr: 'up{a="$__x"}', isHidden: false },
      { letter: "B", sourceId: "prod", expr: "  ", isHidden: false },
      { letter: "C", sourceId: "logs", expr: '{a="b"}', isHidden: true },
    ],
    step: 60_000,
    unit: "",
    draw: "area" as const,
    tab: "table" as const,
  };

  it("I1 keeps queries, view, options and unit, and Explore gets them back", () => {
    const panel = panelFromExplore(state, { unit: "seconds", hasLines: false });
    expect(panel).toMatchObject({ view: "table", options: { unit: "seconds", step: 60_000, draw: "area" } });
    expect(panel.queries.map(({ letter, isHidden }) => [letter, isHidden])).toEqual([
      ["A", false],
      ["C", true],
    ]);
    const back = exploreFromPanel(panel, {
      range: DEFAULT_RANGE,
      zone: "utc",
      values: {},
      languageOf: () => "promql",
    });
    expect(back).toEqual({
      ...state,
      queries: state.queries.filter(({ letter }) => letter !== "B"),
      unit: "seconds",
    });
  });

  it("I1 opens in Explore with what is chosen on the board", () => {
    const panel = panelFromExplore(state, { unit: "", hasLines: true });
    const chosen = { ...panel, queries: panel.queries.map((query) => ({ ...query, expr: 'up{a="$one"}' })) };
    const back = exploreFromPanel(chosen, {
      range: DEFAULT_RANGE,
      zone: "utc",
      values: { one: ["x"] },
      languageOf: () => "promql",
    });
    expect(back.queries.map(({ expr }) => expr)).toEqual(['up{a="x"}', 'up{a="x"}']);
  });
});
