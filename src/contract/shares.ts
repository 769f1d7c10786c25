import * as z from "zod/mini";
import { boardItem } from "./boards.ts";
import { objectId, panelDocument, panelReading, stamp, timeRange } from "./panels.ts";

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

/** What is kept of a link, beside its owner and its end; in exported files too. */
export const keptShare = z.strictObject({
  kind: z.enum(["live", "frozen"]),
  view: sharedView,
  audience: z.enum(["signed-in", "anyone"]),
  showsQuery: z.boolean(),
  label: text(120),
  zone: text(64),
  plotPx: z.int(),
  range: timeRange,
  panels: z.array(z.strictObject({ id: objectId, panel: panelDocument })),
  name: text(120),
  board: z.strictObject({
    items: z.array(boardItem),
    choices: z.array(z.strictObject({ label: z.string(), values: z.array(z.string()) })),
  }),
  languages: z.record(text(64), z.enum(["promql", "logql"])),
});

export const SHARE_DAYS = { least: 1, most: 365, usual: 30 } as const;

/**
 * POST /api/shares. A frozen link keeps the answers, asked now by the server, for the exact range. A viewer shares boards
 * and panels, for people who sign in, with the query hidden.
 */
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
  /** For admins: who made it, and whether that person was switched off, or is no longer there. */
  ownerId: z.optional(z.string()),
  isOwnerOff: z.optional(z.boolean()),
  created: stamp,
  expiresMs: z.number(),
  revoked: z.optional(stamp),
  state: z.enum(["live", "expired", "revoked"]),
  opened: z.int(),
  lastOpenedMs: z.optional(z.number()),
  /** "/s/<token>", without the base path: for its owner and admins, as long as it may be opened or renewed. */
  path: z.optional(z.string()),
  showsQuery: z.boolean(),
  bytes: z.int(),
});
export const shareList = z.object({
  shares: z.array(shareRow),
  /** May a frozen link be for anyone (`auth.public_links`)? */
  allowsAnyone: z.boolean(),
});
/** DELETE /api/people/:id/shares, an admin's: all of somebody's are withdrawn, whether they are switched off or not. */
export const sharesWithdrawn = z.object({ withdrawn: z.int() });
/** PUT /api/shares/:id: another label, or another end: so many days from now. DELETE withdraws it for good. */
export const shareChange = z.strictObject({
  label: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  days: z.optional(z.int().check(z.minimum(SHARE_DAYS.least), z.maximum(SHARE_DAYS.most))),
});

/**
 * GET /api/links/:token: what an opened link shows. `panels` as on a board, answers by
 * POST /api/links/:token/panels/:panel/queries/:letter (frozen: kept ones). An expired or revoked link is 410 with
 * LINK_EXPIRED or LINK_REVOKED, when and by whom; 401 SIGN_IN_NEEDED where it is for people who sign in.
 */
export const openedLink = z.object({
  kind: z.enum(["live", "frozen"]),
  page: z.enum(["explore", "board", "panel"]),
  /** Of the board or panel; "" of Explore. */
  name: z.string(),
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
  /** Of a board: where the panels stand. */
  items: z.optional(z.array(boardItem)),
  /** What the sender chose for the board's variables, in their readers' words; no value is all of them. */
  choices: z.array(z.object({ label: z.string(), values: z.array(z.string()) })),
  /** Present where the sender lets it be read, or the reader may run queries. */
  explore: z.optional(linkRecord),
  /** What the sources said beside the kept answers: where the query may be read. */
  notes: z.optional(z.array(z.object({ panelId: objectId, letter: z.string(), notes: z.array(z.string()) }))),
  boardId: z.optional(objectId),
  /** May the reader compare a frozen link with live data? */
  canCompare: z.boolean(),
});

/**
 * POST /api/links/:token/panels/:panel/queries/:letter. Range, zone and choices are the link's own. Answers as a panel on
 * a board does: JSON, the plan in `X-Sightglass-Plan`, and how many warnings came with it in `X-Sightglass-Warnings`.
 */
export const linkAsk = z.strictObject({
  plotPx: z.int().check(z.minimum(1), z.maximum(10_000)),
  /** 0, or the panel's `compareMs`: this long before the range. */
  beforeMs: z.optional(z.int().check(z.minimum(0), z.maximum(31_622_400_000))),
  /**
   * Of a frozen link, to compare (`canCompare`): asks the source now for the same range, or for one as long that ends
   * now, instead of opening what was kept.
   */
  compare: z.optional(z.enum(["same-range", "until-now"])),
});

export type SharedView = z.infer<typeof sharedView>;
export type ShareCreation = z.infer<typeof shareCreation>;
export type ShareRow = z.infer<typeof shareRow>;
export type ShareList = z.infer<typeof shareList>;
export type ShareChange = z.infer<typeof shareChange>;
export type LinkAsk = z.infer<typeof linkAsk>;
export type OpenedLink = z.infer<typeof openedLink>;
export type SharesWithdrawn = z.infer<typeof sharesWithdrawn>;
