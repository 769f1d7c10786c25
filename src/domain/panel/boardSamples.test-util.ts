import type { Board, BoardVariable } from "./Board.ts";
import { EMPTY_PANEL } from "./defaultPanel.ts";
import type { Panel } from "./Panel.ts";
import { DEFAULT_RANGE } from "../time/TimeRange.ts";

/** A board as somebody saves it. */
export const aBoard = (more: Partial<Board> = {}): Board => ({
  name: "Health",
  folder: "",
  description: "",
  items: [],
  variables: [],
  range: DEFAULT_RANGE,
  zone: "utc",
  refreshMs: 0,
  ...more,
});

/** A chart of one query. */
export const aPanel = (sourceId: string, expr: string, more: Partial<Panel> = {}): Panel => ({
  ...EMPTY_PANEL,
  name: "Calls",
  queries: [{ letter: "A", sourceId, expr, isHidden: false, legend: "" }],
  ...more,
});

/** Something that readers choose: one of a list. */
export const customer: BoardVariable = {
  name: "customer",
  label: "Customer",
  choice: { kind: "list", values: [{ value: "a", words: "Northern Mobile" }] },
  isMulti: false,
  initial: [],
};
