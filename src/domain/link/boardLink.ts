import type { VariableValues } from "../panel/Board.ts";
import { formatDuration, parseDuration } from "../time/duration.ts";
import type { TimeRange, TimeZone } from "../time/TimeRange.ts";
import { isIanaZone, resolveZone } from "../time/zone.ts";
import { canonicalRange } from "./canonicalRange.ts";
import { decodeList, encodeList, field, isOn } from "./fields.ts";

/** What the address of a board says. Null is what the board itself says. */
export interface BoardState {
  readonly range: TimeRange | null;
  readonly zone: TimeZone | null;
  /** Milliseconds, 0 = off. */
  readonly refreshMs: number | null;
  /** By the variable's name; an empty list is "all". What is not named has the board's own values. */
  readonly values: VariableValues;
  readonly isEditing: boolean;
  /** The panel to begin at; null is the top. */
  readonly panelId: string | null;
}

const VARIABLE = /^v\.([a-z][a-z0-9_]{0,30})$/;
/** As the store makes them, and those of starter boards. */
const PANEL_ID = /^[A-Za-z0-9_-]{8,64}$/;
/** More than a board can have: a hostile address. */
const VARIABLES_READ = 20;
const VALUES_READ = 200;
const SHORTEST_REFRESH_MS = 1000;

/**
 * As flat, readable query parameters: `from`, `to`, `tz`, `refresh`, `v.cluster=a|b`, `edit`, `panel`. Law:
 * `decodeBoard(encodeBoard(state))` equals `state` for ranges in canonical form and values that are no empty texts.
 */
export function encodeBoard(state: BoardState): Record<string, string> {
  const record: Record<string, string> = {};
  if (state.range !== null) {
    record["from"] = state.range.from;
    record["to"] = state.range.to;
  }
  if (state.zone !== null) record["tz"] = state.zone;
  if (state.refreshMs !== null)
    record["refresh"] = state.refreshMs === 0 ? "off" : formatDuration(state.refreshMs);
  for (const [name, values] of Object.entries(state.values)) record[`v.${name}`] = encodeList(values);
  if (state.isEditing) record["edit"] = "1";
  if (state.panelId !== null) record["panel"] = state.panelId;
  return record;
}

/** Total: whatever cannot be read is as if it were not there. */
export function decodeBoard(record: Readonly<Record<string, string>>): BoardState {
  const zone = decodeZone(field(record, "tz"));
  return {
    range: decodeRange(record, zone),
    zone,
    refreshMs: decodeRefresh(field(record, "refresh")),
    values: decodeValues(record),
    isEditing: isOn(record, "edit"),
    panelId: PANEL_ID.exec(field(record, "panel") ?? "")?.[0] ?? null,
  };
}

function decodeRange(record: Readonly<Record<string, string>>, zone: TimeZone | null): TimeRange | null {
  const from = field(record, "from");
  if (from === undefined) return null;
  return canonicalRange({ from, to: field(record, "to") ?? "now" }, resolveZone(zone ?? "utc", "UTC"));
}

function decodeZone(text: string | undefined): TimeZone | null {
  if (text === "utc" || text === "browser") return text;
  return text !== undefined && isIanaZone(text) ? text : null;
}

function decodeRefresh(text: string | undefined): number | null {
  if (text === "off") return 0;
  const refreshMs = parseDuration(text ?? "") ?? 0;
  return refreshMs >= SHORTEST_REFRESH_MS ? refreshMs : null;
}

function decodeValues(record: Readonly<Record<string, string>>): VariableValues {
  const names = Object.keys(record)
    .flatMap((key) => VARIABLE.exec(key)?.[1] ?? [])
    .slice(0, VARIABLES_READ);
  return Object.fromEntries(
    names.map((name) => [name, decodeList(field(record, `v.${name}`)).slice(0, VALUES_READ)]),
  );
}
