import { describe, expect, it } from "vitest";
import type { RangeResult } from "../../domain/frame/Frame.ts";
import { chartSeries, drawnSeries } from "./chartSeries.ts";
import { buildLegend, filterRows, isolate, isShown, sortRows, toggle } from "./legendRows.ts";

const notes = {
  duplicateSamples: 0,
  unsortedSamples: 0,
  offStepSamples: 0,
  duplicateSeries: 0,
  invalidUtf8Series: 0,
};

function layerOf(letter: string, values: Readonly<Record<string, readonly number[]>>) {
  const result: RangeResult = {
    kind: "range",
    timesMs: Float64Array.of(0, 1000, 2000),
    stepMs: 1000,
    series: Object.entries(values).map(([pod, list]) => ({
      labels: { job: "web", pod },
      values: Float64Array.from(list),
    })),
    notes,
  };
  return { letter, result };
}

const layers = [layerOf("A", { "web-10": [1, 2, 3], "web-9": [30, 20, 10], idle: [NaN, NaN, NaN] })];
const podsOf = (rows: readonly { readonly cells: readonly string[] }[]) =>
  rows.map((row) => row.cells.at(-1));

describe("legend", () => {
  const legend = buildLegend(layers, "bytes");

  it("D3 says common labels once and gives varying ones a column", () => {
    expect(legend.common).toEqual([["job", "web"]]);
    expect(legend.columns).toEqual(["pod"]);
  });

  it("prints one precision in all statistics", () => {
    expect(legend.rows[1]?.texts).toEqual({ min: "10", avg: "20", max: "30", last: "10" });
    expect(legend.rows[2]?.texts.avg).toBe("NaN");
  });

  it("tells queries apart by their letter when there are several", () => {
    const both = buildLegend([layerOf("A", { x: [1, 1, 1] }), layerOf("B", { x: [2, 2, 2] })], "");
    expect(both.columns[0]).toBe("Query");
    expect(both.rows.map((row) => row.cells[0])).toEqual(["A", "B"]);
  });

  it("filters by every word, whatever the case", () => {
    expect(podsOf(filterRows(legend.rows, "WEB 9"))).toEqual(["web-9"]);
    expect(filterRows(legend.rows, " ")).toBe(legend.rows);
  });

  it.each([
    ["name", false, ["idle", "web-9", "web-10"]],
    ["max", true, ["web-9", "web-10", "idle"]],
    ["max", false, ["web-10", "web-9", "idle"]],
  ] as const)("sorts by %s, descending %s, with empty series last", (column, isDescending, pods) => {
    expect(podsOf(sortRows(legend.rows, { column, isDescending }))).toEqual(pods);
  });

  it("D3 isolates with a click and shows all with the next", () => {
    const alone = isolate({ isolated: [], hidden: ["b"] }, "a");
    expect(alone).toEqual({ isolated: ["a"], hidden: [] });
    expect(isolate(alone, "a")).toEqual({ isolated: [], hidden: [] });
    expect([isShown(alone, "a"), isShown(alone, "b")]).toEqual([true, false]);
  });

  it("D3 hides with Mod-click, and adds to what is isolated", () => {
    const hidden = toggle({ isolated: [], hidden: [] }, "a");
    expect(isShown(hidden, "a")).toBe(false);
    expect(toggle(hidden, "a")).toEqual({ isolated: [], hidden: [] });
    expect(toggle({ isolated: ["a"], hidden: [] }, "b").isolated).toEqual(["a", "b"]);
  });
});

describe("drawnSeries", () => {
  const [first] = chartSeries(layers);

  it("gives the same series for the same layers", () => {
    expect(chartSeries(layers)).toBe(chartSeries(layers));
  });

  it("keeps a series' colour when others go", () => {
    const alone = drawnSeries({ layers, isolated: [first?.key ?? ""], hidden: [] }).drawn;
    expect(alone).toEqual([first]);
  });

  it("shows all when what was isolated is in another result", () => {
    const { drawn, totalCount, isCapped } = drawnSeries({ layers, isolated: ["Z{}"], hidden: [] });
    expect([drawn.length, totalCount, isCapped]).toEqual([3, 3, false]);
  });
});
