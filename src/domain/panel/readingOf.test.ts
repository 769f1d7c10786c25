import { describe, expect, it } from "vitest";
import { boardReading } from "../../contract/boards.ts";
import { DEFAULT_RANGE } from "../time/TimeRange.ts";
import type { Board } from "./Board.ts";
import { EMPTY_PANEL } from "./defaultPanel.ts";
import type { Panel } from "./Panel.ts";
import { boardReadingOf } from "./readingOf.ts";

const panel: Panel = {
  ...EMPTY_PANEL,
  name: "Calls",
  note: "Call the desk.",
  queries: [
    {
      letter: "A",
      sourceId: "secret-source",
      expr: 'secret_metric{a="$one"}',
      isHidden: false,
      legend: "{{a}} calls",
    },
    { letter: "B", sourceId: "secret-source", expr: "secret_hidden", isHidden: true, legend: "" },
  ],
  thresholds: [{ value: 1, side: "above", level: "warn", words: "Ask for help" }],
};
const board: Board = {
  name: "Health",
  folder: "Support",
  description: "",
  items: [
    { panelId: "panel-22", width: 6, height: 4 },
    { panelId: "panel-gone", width: 6, height: 4 },
  ],
  variables: [
    {
      name: "one",
      label: "One",
      choice: {
        kind: "label",
        sourceId: "secret-source",
        label: "secret_label",
        selector: "secret_selector",
      },
      isMulti: false,
      initial: ["x"],
    },
    {
      name: "two",
      label: "Two",
      choice: { kind: "list", values: [{ value: "a", words: "A" }] },
      isMulti: true,
      initial: [],
    },
    {
      name: "three",
      label: "Three",
      choice: { kind: "text", pattern: "secret_pattern", example: "A-1" },
      isMulti: false,
      initial: [],
    },
  ],
  range: DEFAULT_RANGE,
  zone: "utc",
  refreshMs: 60_000,
};

describe("boardReadingOf", () => {
  const reading = boardReadingOf(
    { id: "board-11", rev: 3, board },
    {
      panels: [{ id: "panel-22", panel, changed: { atMs: 5, by: "Ada" } }],
      isStarter: false,
      canEdit: false,
      languageOf: () => "promql",
    },
  );

  it("I2 T6 tells readers nothing of queries, sources and selectors", () => {
    expect(JSON.stringify(reading)).not.toContain("secret");
    expect(reading.panels[0]?.letters).toEqual([{ letter: "A", legend: "{{a}} calls", kind: "range" }]);
    expect(reading.variables).toEqual([
      { name: "one", label: "One", kind: "label", isMulti: false, initial: ["x"] },
      {
        name: "two",
        label: "Two",
        kind: "list",
        values: [{ value: "a", words: "A" }],
        isMulti: true,
        initial: [],
      },
      { name: "three", label: "Three", kind: "text", example: "A-1", isMulti: false, initial: [] },
    ]);
  });

  it("has the shape of the contract, no field more, and only panels that there are", () => {
    expect(boardReading.parse(reading)).toEqual(reading);
    expect(reading.items.map(({ panelId }) => panelId)).toEqual(["panel-22"]);
    expect(reading.panels[0]?.noteBy).toEqual({ atMs: 5, by: "Ada" });
  });
});
