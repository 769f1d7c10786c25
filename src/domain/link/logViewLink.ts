import type { LogView } from "./ExploreState.ts";
import { decodeList, encodeList, field, isOn, oneOf } from "./fields.ts";

/** B5: a page of log lines; Loki's own default of 100 is too few to read. */
const DEFAULT_LINES = 1000;
/** Loki's default `max_entries_limit_per_query`. */
const MOST_LINES = 5000;

export const defaultLogView: LogView = {
  isOldestFirst: false,
  isWrapped: false,
  time: "ns",
  dedup: "none",
  columns: [],
  limit: DEFAULT_LINES,
  find: "",
  line: "",
  at: "",
  pane: "list",
  isLive: false,
};

/** The flat fields of the log list: `order`, `wrap`, `times`, `dedup`, `cols`, `lines`, `find`, `line`, `at`, `logs`, `live`. */
export function encodeLogView(view: LogView): Record<string, string | false> {
  return {
    order: view.isOldestFirst && "oldest",
    wrap: view.isWrapped && "1",
    times: view.time !== defaultLogView.time && view.time,
    dedup: view.dedup !== defaultLogView.dedup && view.dedup,
    cols: view.columns.length > 0 && encodeList(view.columns),
    lines: view.limit !== defaultLogView.limit && String(view.limit),
    find: view.find !== "" && view.find,
    line: view.line !== "" && view.line,
    at: view.at !== "" && view.at,
    logs: view.pane !== defaultLogView.pane && view.pane,
    live: view.isLive && "1",
  };
}

/** Total: whatever cannot be read takes its default. */
export function decodeLogView(record: Readonly<Record<string, string>>): LogView {
  const limit = Number(/^\d{1,4}$/.exec(field(record, "lines") ?? "")?.[0] ?? 0);
  return {
    isOldestFirst: field(record, "order") === "oldest",
    isWrapped: isOn(record, "wrap"),
    time: oneOf(field(record, "times"), ["off", "ms", "ns"]) ?? defaultLogView.time,
    dedup: oneOf(field(record, "dedup"), ["none", "exact", "numbers", "signature"]) ?? defaultLogView.dedup,
    columns: [...new Set(decodeList(field(record, "cols")))],
    limit: limit > 0 ? Math.min(limit, MOST_LINES) : DEFAULT_LINES,
    find: field(record, "find") ?? defaultLogView.find,
    line: field(record, "line") ?? defaultLogView.line,
    at: /^\d{1,20}$/.exec(field(record, "at") ?? "")?.[0] ?? defaultLogView.at,
    pane: oneOf(field(record, "logs"), ["list", "patterns"]) ?? defaultLogView.pane,
    isLive: isOn(record, "live"),
  };
}
