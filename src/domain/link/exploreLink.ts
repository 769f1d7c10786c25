import { formatDuration, parseDuration } from "../time/duration.ts";
import { DEFAULT_RANGE, type TimeRange, type TimeZone } from "../time/TimeRange.ts";
import { isIanaZone, resolveZone } from "../time/zone.ts";
import { canonicalRange } from "./canonicalRange.ts";
import type { ExploreState, LegendSort, PanelEdit, QueryRow } from "./ExploreState.ts";
import { letters, QUERY_LIMIT } from "./ExploreState.ts";
import { decodeList, encodeList, field, isOn, oneOf } from "./fields.ts";
import { decodeLogView, defaultLogView, encodeLogView } from "./logViewLink.ts";

export type LinkRecord = Readonly<Record<string, string>>;

/** The page as it opens without a link. */
export function defaultExplore(sourceId: string): ExploreState {
  return {
    queries: [{ letter: "A", sourceId, expr: "", isHidden: false }],
    range: DEFAULT_RANGE,
    zone: "utc",
    step: "auto",
    refreshMs: 0,
    tab: "chart",
    draw: "auto",
    layout: "one",
    isLog: false,
    isFromZero: false,
    unit: "",
    tableMode: "instant",
    histogramView: "heatmap",
    legendSort: { column: "last", isDescending: true },
    isolated: [],
    hiddenSeries: [],
    tableSort: { column: "", isDescending: false },
    tableFilter: "",
    showsAllSeries: false,
    isBeside: false,
    showsExemplars: true,
    logs: defaultLogView,
    editing: null,
  };
}

const base = defaultExplore("");
const SHORTEST_REFRESH_MS = 1000;

/**
 * The state as flat, readable query parameters: `a.src`, `a.q`, `a.off`, `from`, `to`, `tz`, `step`, …, defaults
 * left out. Law: `decodeExplore(encodeExplore(state))` equals `state` for every state with 1–10 rows of distinct
 * letters, readable ends and whole milliseconds.
 */
export function encodeExplore(state: ExploreState): Record<string, string> {
  const optional: Record<string, string | false> = {
    from: state.range.from !== base.range.from && state.range.from,
    to: state.range.to !== base.range.to && state.range.to,
    tz: state.zone !== base.zone && state.zone,
    step: state.step !== "auto" && formatDuration(state.step),
    refresh: state.refreshMs > 0 && formatDuration(state.refreshMs),
    tab: state.tab !== base.tab && state.tab,
    draw: state.draw !== base.draw && state.draw,
    layout: state.layout !== base.layout && state.layout,
    log: state.isLog && "1",
    zero: state.isFromZero && "1",
    unit: state.unit !== base.unit && state.unit,
    table: state.tableMode !== base.tableMode && state.tableMode,
    histogram: state.histogramView !== base.histogramView && state.histogramView,
    sort: encodeSort(state.legendSort) !== encodeSort(base.legendSort) && encodeSort(state.legendSort),
    only: state.isolated.length > 0 && encodeList(state.isolated),
    hide: state.hiddenSeries.length > 0 && encodeList(state.hiddenSeries),
    tsort: encodeSort(state.tableSort) !== encodeSort(base.tableSort) && encodeSort(state.tableSort),
    filter: state.tableFilter !== "" && state.tableFilter,
    all: state.showsAllSeries && "1",
    beside: state.isBeside && "1",
    exemplars: !state.showsExemplars && "0",
    ...encodeLogView(state.logs),
    panel: state.editing !== null && state.editing.id,
    rev: state.editing !== null && state.editing.rev > 0 && String(state.editing.rev),
  };
  const record = encodeRows(state.queries);
  for (const [key, value] of Object.entries(optional)) if (value !== false) record[key] = value;
  return record;
}

/** Total: whatever cannot be read takes its default, unknown keys are ignored, nothing throws. */
export function decodeExplore(record: LinkRecord): ExploreState {
  const zone = decodeZone(field(record, "tz"));
  const stepMs = parseDuration(field(record, "step") ?? "") ?? 0;
  const refreshMs = parseDuration(field(record, "refresh") ?? "") ?? 0;
  const legendSort = decodeSort(field(record, "sort")) ?? base.legendSort;
  const legendColumn = oneOf(legendSort.column, ["name", "min", "avg", "max", "last"]);
  return {
    queries: decodeRows(record),
    range: decodeRange(record, zone),
    zone,
    step: stepMs > 0 ? stepMs : base.step,
    refreshMs: refreshMs >= SHORTEST_REFRESH_MS ? refreshMs : 0,
    tab: oneOf(field(record, "tab"), ["chart", "table", "logs", "response"]) ?? base.tab,
    draw:
      oneOf(field(record, "draw"), ["auto", "lines", "area", "stacked", "bars", "points", "heatmap"]) ??
      base.draw,
    layout: oneOf(field(record, "layout"), ["one", "side"]) ?? base.layout,
    isLog: isOn(record, "log"),
    isFromZero: isOn(record, "zero"),
    unit: field(record, "unit") ?? base.unit,
    tableMode: oneOf(field(record, "table"), ["instant", "range"]) ?? base.tableMode,
    histogramView:
      oneOf(field(record, "histogram"), ["heatmap", "quantiles", "totals"]) ?? base.histogramView,
    legendSort: legendColumn
      ? { column: legendColumn, isDescending: legendSort.isDescending }
      : base.legendSort,
    isolated: decodeList(field(record, "only")),
    hiddenSeries: decodeList(field(record, "hide")),
    tableSort: decodeSort(field(record, "tsort")) ?? base.tableSort,
    tableFilter: field(record, "filter") ?? base.tableFilter,
    showsAllSeries: isOn(record, "all"),
    isBeside: isOn(record, "beside"),
    showsExemplars: field(record, "exemplars") !== "0",
    logs: decodeLogView(record),
    editing: decodeEditing(record),
  };
}

function decodeEditing(record: LinkRecord): PanelEdit | null {
  const id = field(record, "panel") ?? "";
  const rev = field(record, "rev") ?? "";
  if (!/^[A-Za-z0-9_-]{8,64}$/.test(id)) return null;
  return { id, rev: /^[1-9]\d{0,8}$/.test(rev) ? Number(rev) : 0 };
}

/** `a.src=prod&a.q=up&b.q=…`; a row without `src` has the first row's. `rows=BA` only when out of order. */
function encodeRows(rows: readonly QueryRow[]): Record<string, string> {
  const record: Record<string, string> = {};
  const [first] = rows;
  for (const row of rows) {
    const key = row.letter.toLowerCase();
    const inherited = row === first ? "" : (first?.sourceId ?? "");
    if (row.sourceId !== inherited) record[`${key}.src`] = row.sourceId;
    if (row.expr !== "" || rows.length > 1 || key !== "a") record[`${key}.q`] = row.expr;
    if (row.isHidden) record[`${key}.off`] = "1";
  }
  const order = rows.map((row) => row.letter).join("");
  if (
    order !==
    rows
      .map((row) => row.letter)
      .toSorted()
      .join("")
  )
    record["rows"] = order;
  return record;
}

function decodeRows(record: LinkRecord): readonly QueryRow[] {
  const present = letters.filter((letter) => isRowPresent(record, letter));
  const wanted = [...new Set([...(field(record, "rows") ?? ""), ...present])];
  const order = wanted.filter((letter) => present.some((known) => known === letter)).slice(0, QUERY_LIMIT);
  const firstSource = field(record, `${(order[0] ?? "A").toLowerCase()}.src`) ?? "";
  if (order.length === 0) return base.queries;
  return order.map((letter) => {
    const key = letter.toLowerCase();
    return {
      letter,
      sourceId: field(record, `${key}.src`) ?? firstSource,
      expr: field(record, `${key}.q`) ?? "",
      isHidden: isOn(record, `${key}.off`),
    };
  });
}

function isRowPresent(record: LinkRecord, letter: string): boolean {
  return ["q", "src", "off"].some((part) => field(record, `${letter.toLowerCase()}.${part}`) !== undefined);
}

function decodeRange(record: LinkRecord, zone: TimeZone): TimeRange {
  const from = field(record, "from") ?? base.range.from;
  const to = field(record, "to") ?? base.range.to;
  return canonicalRange({ from, to }, resolveZone(zone, "UTC")) ?? base.range;
}

function decodeZone(text: string | undefined): TimeZone {
  if (text === "utc" || text === "browser") return text;
  return text !== undefined && isIanaZone(text) ? text : base.zone;
}

/** "max.desc", "instance.asc" */
function encodeSort(sort: ExploreState["tableSort"] | LegendSort): string {
  return `${sort.column}.${sort.isDescending ? "desc" : "asc"}`;
}

function decodeSort(text: string | undefined): ExploreState["tableSort"] | null {
  const match = /^(.*)\.(asc|desc)$/s.exec(text ?? "");
  return match ? { column: match[1] ?? "", isDescending: match[2] === "desc" } : null;
}
