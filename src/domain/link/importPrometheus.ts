import { parseDuration } from "../time/duration.ts";
import { absoluteRange } from "../time/makeAbsolute.ts";
import { parseTime } from "../time/parseTime.ts";
import { lastRange } from "../time/quickRanges.ts";
import { DEFAULT_RANGE, type TimeRange } from "../time/TimeRange.ts";
import { canonicalRange } from "./canonicalRange.ts";
import type { DrawMode, ResultTab } from "./ExploreState.ts";
import { defaultExplore } from "./exploreLink.ts";
import { field } from "./fields.ts";
import { importRows, type ImportContext, type Imported } from "./importSource.ts";

type LinkRecord = Readonly<Record<string, string>>;

/**
 * A link of Prometheus' own page (`g0.expr=up&g0.tab=0&g0.range_input=1h&g0.end_input=2024-10-20 00:00:00`, g1 …) or
 * of vmui (`g0.relative_time`, `g0.step_input=15s`); null when there is no `gN.expr`. Every panel becomes a row; range,
 * step and view are the first panel's. Times there are UTC.
 */
export function importPrometheus(record: LinkRecord, context: ImportContext): Imported | null {
  const panels = Object.keys(record)
    .flatMap((key) => /^g(\d{1,4})\.expr$/.exec(key)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
  const [first] = panels;
  if (first === undefined) return null;
  const get = (name: string) => field(record, `g${first}.${name}`);
  const queries = panels.map((panel) => ({
    expr: field(record, `g${panel}.expr`) ?? "",
    isHidden: false,
    sourceHint: "",
  }));
  const { rows, notes } = importRows(queries, context);
  const tab = readTab(get("tab"));
  const isInstant = tab === "table";
  const found = readRange(get, isInstant);
  const range = found && canonicalRange(found, "UTC");
  const step = readStep(get);
  const isVmui = get("relative_time") !== undefined || field(record, "g0.tenantID") !== undefined;
  const state = {
    ...defaultExplore(context.fallbackSourceId),
    queries: rows,
    range: range ?? DEFAULT_RANGE,
    step: step ?? ("auto" as const),
    tab,
    draw: readDraw(get),
    // Prometheus draws one chart per panel, vmui all on one.
    layout: rows.length > 1 && !isVmui ? ("side" as const) : ("one" as const),
    zone: "utc",
  };
  const hasOtherRange = panels.some((panel) =>
    ["range_input", "end_input"].some(
      (name) =>
        field(record, `g${panel}.${name}`) !== get(name) && field(record, `g${panel}.${name}`) !== undefined,
    ),
  );
  const more = [
    ...(range === null ? ["The link's time range cannot be read; the last hour is shown."] : []),
    ...(hasOtherRange
      ? ["The link's panels had different time ranges; the first one's is used for all."]
      : []),
  ];
  return { state, notes: [...notes, ...more] };
}

type Getter = (name: string) => string | undefined;

/** Prometheus 2 and vmui write numbers (0 graph, 1 table, 3 vmui's JSON), Prometheus 3 names. */
function readTab(tab: string | undefined): ResultTab {
  if (tab === "1" || tab === "table") return "table";
  return tab === "3" ? "response" : "chart";
}

function readDraw(get: Getter): DrawMode {
  const mode = get("display_mode");
  if (mode === "stacked" || get("stacked") === "1") return "stacked";
  return mode === "heatmap" ? "heatmap" : "lines";
}

const vmuiRanges: Readonly<Record<string, TimeRange>> = {
  today: { from: "now/d", to: "now" },
  yesterday: { from: "now-1d/d", to: "now-1d/d" },
};

/** Null when a field is there but cannot be read. */
function readRange(get: Getter, isInstant: boolean): TimeRange | null {
  const relative = get("relative_time") ?? "none";
  if (Object.hasOwn(vmuiRanges, relative)) return vmuiRanges[relative] ?? null;
  const last = /^last_(\d{1,4})_(minute|hour|day|week|month|year)s?$/.exec(relative);
  if (last) return { from: `now-${last[1]}${last[2] === "month" ? "M" : (last[2]?.[0] ?? "m")}`, to: "now" };
  const widthMs = get("range_input") === undefined ? 3_600_000 : readSeconds(get("range_input"));
  if (widthMs === null || widthMs <= 0) return null;
  const end = (isInstant ? get("moment_input") : undefined) || get("end_input");
  if (end === undefined || end === "") return lastRange(widthMs);
  const endMs = parseTime(end, { nowMs: 0, zone: "UTC" });
  return endMs === null || endMs <= widthMs ? null : absoluteRange({ startMs: endMs - widthMs, endMs });
}

/** Only a step that was set by hand; Prometheus' densities are its own way of choosing, ours is auto. */
function readStep(get: Getter): number | null {
  const type = get("res_type");
  if (type === "auto") return null;
  const stepMs = readSeconds(type === undefined ? get("step_input") : (get("res_step") ?? get("step_input")));
  return stepMs !== null && stepMs >= 1 ? stepMs : null;
}

/** "1h30m" or plain seconds, to milliseconds. */
function readSeconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : parseDuration(text);
}
