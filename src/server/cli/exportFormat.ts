import * as z from "zod/mini";
import { boardDocument } from "../../contract/boards.ts";
import { objectId, panelDocument } from "../../contract/panels.ts";
import { role } from "../../contract/session.ts";
import { keptShare } from "../../contract/shares.ts";

/** The file that `export` writes and `import` reads: everything but secrets, sessions, tokens and the audit trail. */

const ms = z.int().check(z.minimum(0));
const count = z.int().check(z.minimum(0));
const rev = z.int().check(z.minimum(1));
const who = z.string().check(z.maxLength(400));
const when = z.strictObject({ atMs: ms, by: who });

const owned = {
  ownerId: z.string().check(z.maxLength(64)),
  owner: who,
  created: when,
  changed: when,
  deleted: z.optional(when),
};

const versionsOf = <Document extends z.ZodMiniType>(document: Document) =>
  z.array(z.strictObject({ rev, changed: when, document }));

const exportedBoard = z.strictObject({
  id: objectId,
  rev,
  document: boardDocument,
  versions: versionsOf(boardDocument),
  ...owned,
});

const exportedPanel = z.strictObject({
  id: objectId,
  boardId: objectId,
  rev,
  document: panelDocument,
  versions: versionsOf(panelDocument),
  width: count,
  height: count,
  isDeletedWithBoard: z.boolean(),
  lastRun: z.optional(when),
  ...owned,
});

/** Without what opens it: an imported link is a record until it is shared anew. */
const exportedShare = z.strictObject({
  id: objectId,
  document: keptShare,
  ownerId: z.string(),
  owner: who,
  created: when,
  expiresMs: ms,
  revoked: z.optional(when),
  opened: count,
  lastOpenedMs: z.optional(ms),
  hash: z.optional(z.string()),
  parts: z.array(
    z.strictObject({
      panelId: z.string(),
      letter: z.string(),
      plan: z.string(),
      contentType: z.string(),
      gzip: z.base64(),
      warnings: count,
      notes: z.array(z.string()),
    }),
  ),
});

/** Without a password: an admin sets a new one. */
const exportedPerson = z.strictObject({
  id: objectId,
  origin: z.enum(["password", "oidc", "proxy"]),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  role,
  sources: z.nullable(z.array(z.string())),
  createdMs: ms,
  lastSeenMs: z.optional(ms),
  isDisabled: z.boolean(),
});

export const exportFile = z.strictObject({
  format: z.literal("sightglass-export"),
  version: z.literal(1),
  exportedMs: ms,
  boards: z.array(exportedBoard),
  panels: z.array(exportedPanel),
  shares: z.array(exportedShare),
  people: z.array(exportedPerson),
});

export type ExportFile = z.infer<typeof exportFile>;
export type ExportedBoard = z.infer<typeof exportedBoard>;
export type ExportedPanel = z.infer<typeof exportedPanel>;
export type ExportedShare = z.infer<typeof exportedShare>;
export type ExportedPerson = z.infer<typeof exportedPerson>;
