import * as z from "zod/mini";
import { objectId, panelReading, stamp, timeRange } from "./panels.ts";

/** What crosses the wire about links. The link itself is `/s/<token>`; its row is known by `id`. */

const text = (max: number) => z.string().check(z.maxLength(max));
/** An address of ours as a flat record (`domain/link`): never a URL. */
const linkRecord = z.record(text(64), text(65_536));

/** What a link opens. */
export const sharedView = z.discriminatedUnion("page", [
  z.strictObject({ page: z.literal("explore"), state: linkRecord }),
  z.strictObject({
    page: z.literal("board"),
    boardId: objectId,
    range: timeRange,
    variables: z.record(text(64), z.array(text(200)).check(z.maxLength(200))),
  }),
  z.strictObject({
    page: z.literal("panel"),
    panelId: objectId,
    range: timeRange,
    variables: z.record(text(64), z.array(text(200)).check(z.maxLength(200))),
  }),
]);

export const SHARE_DAYS = { least: 1, most: 365, usual: 30 } as const;

/** POST /api/shares. A frozen link keeps the answers, asked now by the server, for the exact range. */
export const shareCreation = z.strictObject({
  kind: z.enum(["live", "frozen"]),
  view: sharedView,
  /** Relative ranges stay relative in a live link ("as it is then"), or are made absolute ("this hour"). */
  time: z.enum(["relative", "absolute"]),
  /** Anyone with the link: frozen only, where the admin allows it. */
  audience: z.enum(["signed-in", "anyone"]),
  /** May those who open it read the query? */
  showsQuery: z.boolean(),
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  days: z.int().check(z.minimum(SHARE_DAYS.least), z.maximum(SHARE_DAYS.most)),
  /** What the sender saw: width of the plot and zone. */
  plotPx: z.int().check(z.minimum(1), z.maximum(10_000)),
  zone: text(64),
});

/** GET /api/shares: one's own, an admin's: all. */
export const shareRow = z.object({
  id: objectId,
  kind: z.enum(["live", "frozen"]),
  audience: z.enum(["signed-in", "anyone"]),
  label: z.string(),
  owner: z.string(),
  created: stamp,
  expiresMs: z.number(),
  revoked: z.optional(stamp),
  state: z.enum(["live", "expired", "revoked"]),
  opened: z.int(),
  lastOpenedMs: z.optional(z.number()),
  /** Only in the answer to its making, and to its owner. */
  path: z.optional(z.string()),
  showsQuery: z.boolean(),
  bytes: z.int(),
});
export const shareList = z.object({ shares: z.array(shareRow) });
/** PUT /api/shares/:id: another label, or another end (renewed). */
export const shareChange = z.strictObject({
  label: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  days: z.optional(z.int().check(z.minimum(SHARE_DAYS.least), z.maximum(SHARE_DAYS.most))),
});

/**
 * GET /api/links/:token: what an opened link shows. `panels` as on a board, answers by
 * POST /api/links/:token/panels/:id/queries/:letter (frozen: kept ones). An expired or revoked link is 410 with
 * LINK_EXPIRED or LINK_REVOKED, when and by whom.
 */
export const openedLink = z.object({
  kind: z.enum(["live", "frozen"]),
  label: z.string(),
  sharedBy: stamp,
  expiresMs: z.number(),
  /** When the answers were taken. */
  frozenMs: z.optional(z.number()),
  /** SHA-256 of the kept answers, in hex. */
  hash: z.optional(z.string()),
  range: timeRange,
  zone: z.string(),
  panels: z.array(panelReading),
  /** Present where the sender lets it be read, or the reader may run queries. */
  explore: z.optional(linkRecord),
  boardId: z.optional(objectId),
  /** May the reader compare a frozen link with live data? */
  canCompare: z.boolean(),
});

export type SharedView = z.infer<typeof sharedView>;
export type ShareCreation = z.infer<typeof shareCreation>;
export type ShareRow = z.infer<typeof shareRow>;
export type ShareList = z.infer<typeof shareList>;
export type ShareChange = z.infer<typeof shareChange>;
export type OpenedLink = z.infer<typeof openedLink>;
