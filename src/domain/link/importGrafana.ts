import { DEFAULT_RANGE, type TimeRange } from "../time/TimeRange.ts";
import { canonicalRange } from "./canonicalRange.ts";
import { defaultExplore } from "./exploreLink.ts";
import { field } from "./fields.ts";
import { importRows, type ForeignQuery, type ImportContext, type Imported } from "./importSource.ts";

interface Pane {
  readonly queries: readonly GrafanaQuery[];
  readonly range: unknown;
}

interface GrafanaQuery extends ForeignQuery {
  readonly isInstantOnly: boolean;
  readonly isHeatmap: boolean;
  readonly isOtherLanguage: boolean;
}

/**
 * A link of Grafana Explore: `schemaVersion=1&panes={…}`, or the older `left=[from, to, source, …queries]` and
 * `left={datasource, queries, range}`; null when it is none. Of two panes the queries follow each other, the range is
 * the first pane's. `$__interval`, `$__rate_interval` and `$__range` stay as typed, since they work here too.
 */
export function importGrafana(
  record: Readonly<Record<string, string>>,
  context: ImportContext,
): Imported | null {
  const panes = readPanes(record);
  const [first] = panes;
  if (first === undefined) return null;
  const found = panes.flatMap((pane) => pane.queries);
  const { rows, notes } = importRows(found, context);
  const range = readRange(first.range);
  const shown = found.filter((query) => !query.isHidden);
  const base = defaultExplore(context.fallbackSourceId);
  const state = {
    ...base,
    queries: rows.length === 0 ? base.queries : rows,
    range: range ?? DEFAULT_RANGE,
    tab: shown.length > 0 && shown.every((query) => query.isInstantOnly) ? ("table" as const) : base.tab,
    draw: shown.length > 0 && shown.every((query) => query.isHeatmap) ? ("heatmap" as const) : base.draw,
    layout: panes.length > 1 ? ("side" as const) : base.layout,
  };
  const more = [
    ...(rows.length === 0 ? ["The link has no query to take over."] : []),
    ...(range === null ? ["The link's time range cannot be read; the last hour is shown."] : []),
    ...(panes.length > 1 ? ["The link has two panes; both use the first one's time range."] : []),
    ...(found.some((query) => query.isOtherLanguage)
      ? ["Some queries are not PromQL; their text is kept."]
      : []),
  ];
  return { state, notes: [...notes, ...more] };
}

function readPanes(record: Readonly<Record<string, string>>): readonly Pane[] {
  const panes = parseJson(field(record, "panes"));
  if (isObject(panes)) return Object.values(panes).flatMap(readPane);
  return ["left", "right"].flatMap((side) => readPane(parseJson(field(record, side))));
}

/** The object form, or the array form `["now-1h","now","Prometheus",{"expr":"up"},{"ui":[true]}]`. */
function readPane(value: unknown): Pane[] {
  if (Array.isArray(value)) {
    const [from, to, source, ...rest] = value as unknown[];
    const pane = {
      datasource: source,
      queries: rest.filter((part) => isObject(part) && !("ui" in part)),
      range: { from, to },
    };
    return readPane(pane);
  }
  if (!isObject(value) || !Array.isArray(value["queries"])) return [];
  const paneSource = readSource(value["datasource"]);
  const queries = (value["queries"] as unknown[]).flatMap((query) => readQuery(query, paneSource));
  return [{ queries, range: value["range"] }];
}

function readQuery(query: unknown, paneSource: string): GrafanaQuery[] {
  if (!isObject(query) || typeof query["expr"] !== "string" || query["expr"] === "") return [];
  const source = query["datasource"];
  const type = isObject(source) ? source["type"] : undefined;
  return [
    {
      expr: query["expr"],
      isHidden: query["hide"] === true,
      sourceHint: readSource(source) || paneSource,
      isInstantOnly: query["instant"] === true && query["range"] !== true,
      isHeatmap: query["format"] === "heatmap",
      isOtherLanguage: type === "loki",
    },
  ];
}

/** A uid, a name, or `{type, uid}`. */
function readSource(source: unknown): string {
  if (typeof source === "string") return source;
  return isObject(source) && typeof source["uid"] === "string" ? source["uid"] : "";
}

/** Ends are date maths, epoch milliseconds or ISO times. */
function readRange(value: unknown): TimeRange | null {
  if (value === undefined || value === null) return DEFAULT_RANGE;
  if (!isObject(value)) return null;
  return canonicalRange({ from: endText(value["from"]), to: endText(value["to"]) }, "UTC");
}

function endText(end: unknown): string {
  return typeof end === "string" || typeof end === "number" ? String(end) : "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
