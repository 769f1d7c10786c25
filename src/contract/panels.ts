import * as z from "zod/mini";
import { PANEL_LIMITS } from "../domain/panel/Panel.ts";

/** What crosses the wire about saved panels. Whole panels go to editors and admins; readers get `panelReading`. */

export const objectId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));
const text = (max: number) => z.string().check(z.maxLength(max));
const rangeText = text(64);
export const timeRange = z.strictObject({ from: rangeText, to: rangeText });

const panelQuery = z.strictObject({
  letter: z.string().check(z.regex(/^[A-J]$/)),
  sourceId: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  expr: text(PANEL_LIMITS.expr),
  isHidden: z.boolean(),
  legend: text(PANEL_LIMITS.legend),
});

const threshold = z.strictObject({
  value: z.number(),
  side: z.enum(["above", "below"]),
  level: z.enum(["warn", "danger"]),
  words: text(PANEL_LIMITS.words),
});

const panelOptions = z.strictObject({
  draw: z.enum(["auto", "lines", "area", "stacked", "bars", "points", "heatmap"]),
  isLog: z.boolean(),
  isFromZero: z.boolean(),
  histogramView: z.enum(["heatmap", "quantiles", "totals"]),
  tableMode: z.enum(["instant", "range"]),
  step: z.union([z.literal("auto"), z.int().check(z.minimum(1), z.maximum(31_536_000_000))]),
  unit: text(32),
  logs: z.strictObject({
    isOldestFirst: z.boolean(),
    isWrapped: z.boolean(),
    time: z.enum(["off", "ms", "ns"]),
    dedup: z.enum(["none", "exact", "numbers", "signature"]),
    columns: z.array(text(200)).check(z.maxLength(50)),
    limit: z.int().check(z.minimum(1), z.maximum(5000)),
  }),
});

/** A panel as it is saved (`domain/panel/Panel`). */
export const panelDocument = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(PANEL_LIMITS.name)),
  help: text(PANEL_LIMITS.help),
  note: text(PANEL_LIMITS.note),
  view: z.enum(["chart", "stat", "gauge", "table", "logs", "note"]),
  queries: z.array(panelQuery).check(
    z.maxLength(PANEL_LIMITS.queries),
    z.refine((rows) => new Set(rows.map(({ letter }) => letter)).size === rows.length, "has a letter twice"),
  ),
  options: panelOptions,
  thresholds: z.array(threshold).check(z.maxLength(PANEL_LIMITS.thresholds)),
  normal: text(PANEL_LIMITS.normal),
  compareMs: z.int().check(z.minimum(0), z.maximum(31_622_400_000)),
  range: z.nullable(timeRange),
});

/** Who did something last, and when. Times are epoch milliseconds. */
export const stamp = z.object({ atMs: z.number(), by: z.string() });

/** GET /api/panels/:id, for editors. */
export const panelView = z.object({
  id: objectId,
  /** Counts up with every change; sent back with the next one. */
  rev: z.int(),
  boardId: objectId,
  panel: panelDocument,
  owner: z.string(),
  created: stamp,
  changed: stamp,
  /** When its queries last ran, and for whom; absent: never. */
  lastRun: z.optional(stamp),
});

/** POST /api/panels. `boardId` is where it stands; the header `Idempotency-Key` makes a repeated save one panel. */
export const panelCreation = z.strictObject({
  boardId: objectId,
  panel: panelDocument,
  width: z.optional(z.int()),
  height: z.optional(z.int()),
});
/** PUT /api/panels/:id: `rev` is the one that was edited; another one in the store is a 409 with both versions (`Problem.conflict`). */
export const panelChange = z.strictObject({ rev: z.int(), panel: panelDocument });
/** POST /api/panels/:id/move, and /copy: to a board, which may be the same. */
export const panelMove = z.strictObject({ boardId: objectId });
/** GET /api/panels/:id/versions, newest first. */
export const panelVersions = z.object({
  versions: z.array(z.object({ rev: z.int(), changed: stamp, panel: panelDocument })),
});

/**
 * What a reader of a panel gets: nothing that tells what is asked, of whom. `letters` are the queries whose answers
 * can be asked for.
 */
export const panelReading = z.object({
  id: objectId,
  name: z.string(),
  help: z.string(),
  note: z.string(),
  noteBy: z.optional(stamp),
  view: z.enum(["chart", "stat", "gauge", "table", "logs", "note"]),
  letters: z.array(
    z.object({ letter: z.string(), legend: z.string(), kind: z.enum(["range", "instant", "logs"]) }),
  ),
  options: panelOptions,
  thresholds: z.array(threshold),
  normal: z.string(),
  compareMs: z.number(),
  range: z.nullable(timeRange),
});

/**
 * POST /api/panels/:id/queries/:letter: asks one query of a panel, as the board's reader chose. Answers the source's
 * own JSON (a matrix, a vector or streams) without its words, and the plan in the header `X-Sightglass-Plan`
 * ("start=…&end=…&step=…", milliseconds; of an instant both ends are it, and its step and that of lines is 0). How many
 * warnings came with it stands in `X-Sightglass-Warnings`, absent for none. `beforeMs` asks for this long before the range.
 */
export const panelAsk = z.strictObject({
  startMs: z.int(),
  endMs: z.int(),
  /** Width of the plot in CSS pixels; the server rounds it so that readers share answers. */
  plotPx: z.int().check(z.minimum(1), z.maximum(10_000)),
  /** A resolved zone ("UTC" or an IANA name): day steps begin at its midnight. */
  zone: text(64),
  variables: z.record(text(64), z.array(text(200)).check(z.maxLength(200))),
  beforeMs: z.optional(z.int().check(z.minimum(0), z.maximum(31_622_400_000))),
});

/** GET /api/panels?metric=…&source=…, for editors (G5): boards on which a metric of this source is asked for. */
export const metricUses = z.object({
  boards: z.array(
    z.object({
      id: objectId,
      name: z.string(),
      isStarter: z.boolean(),
      panels: z.array(z.object({ id: objectId, name: z.string() })),
      /** What readers choose from, where its values come from the metric: "Customer". */
      choices: z.array(z.string()),
    }),
  ),
});

export type MetricUses = z.infer<typeof metricUses>;
export type PanelView = z.infer<typeof panelView>;
export type PanelCreation = z.infer<typeof panelCreation>;
export type PanelChange = z.infer<typeof panelChange>;
export type PanelReading = z.infer<typeof panelReading>;
export type PanelAsk = z.infer<typeof panelAsk>;
export type PanelVersions = z.infer<typeof panelVersions>;
