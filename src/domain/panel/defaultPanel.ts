import { defaultLogView } from "../link/logViewLink.ts";
import type { Panel, PanelOptions } from "./Panel.ts";

const { isOldestFirst, isWrapped, time, dedup, columns, limit } = defaultLogView;

export const DEFAULT_PANEL_OPTIONS: PanelOptions = {
  draw: "auto",
  isLog: false,
  isFromZero: false,
  histogramView: "heatmap",
  tableMode: "instant",
  step: "auto",
  unit: "",
  logs: { isOldestFirst, isWrapped, time, dedup, columns, limit },
};

/** A panel without queries and words. */
export const EMPTY_PANEL: Panel = {
  name: "",
  help: "",
  note: "",
  view: "chart",
  queries: [],
  options: DEFAULT_PANEL_OPTIONS,
  thresholds: [],
  normal: "",
  compareMs: 0,
  range: null,
};
