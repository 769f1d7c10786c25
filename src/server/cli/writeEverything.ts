import { createHash } from "node:crypto";
import type { Board } from "../../domain/panel/Board.ts";
import type { Change } from "../store/Change.ts";
import { allOf, panelsOf } from "../store/repositories/boardRepository.ts";
import { type Within, writeBoard } from "../store/repositories/boardItems.ts";
import { parseDocument, stampOf } from "../store/repositories/documents.ts";
import { nameKey } from "../store/nameKey.ts";
import { sourcesText } from "../store/repositories/peopleRepository.ts";
import type { ExportedPerson, ExportedShare, ExportFile } from "./exportFormat.ts";
import { type ImportRules, put } from "./put.ts";
import { boardRow, panelRow, versionRows } from "./exportedRows.ts";

/** How many of a kind were new, replaced what was there, stayed out. */
export interface ImportCounts {
  readonly added: number;
  readonly replaced: number;
  readonly skipped: number;
}

export type ImportReport = Readonly<Record<"boards" | "panels" | "shares" | "people", ImportCounts>>;

/**
 * Puts an export into the database, by id: the same file twice changes nothing more. What is there already stays,
 * or is replaced by `rules`. In one transaction of the caller.
 */
export async function writeEverything(
  within: Within,
  file: ExportFile,
  { change, ...rules }: ImportRules & { change: Change },
): Promise<ImportReport> {
  const { db } = within;
  const boards = await count(file.boards, async (board) => {
    const outcome = await put(db, { table: "boards", row: boardRow(board) }, rules);
    if (outcome !== "skipped") await putVersions(within, "board", board);
    return outcome;
  });
  const here = new Set((await db.selectFrom("boards").select("id").execute()).map(({ id }) => id));
  const panels = await count(file.panels, async (panel) => {
    if (!here.has(panel.boardId)) return "skipped";
    const outcome = await put(db, { table: "panels", row: panelRow(panel) }, rules);
    if (outcome !== "skipped") await putVersions(within, "panel", panel);
    return outcome;
  });
  for (const id of here) await reconcile(within, id, change);
  const shares = await count(file.shares, (share) => putShare(within, share, { ...rules, change }));
  const people = await count(file.people, (person) => putPerson(within, person, rules));
  return { boards, panels, shares, people };
}

type Outcome = keyof ImportCounts;

async function count<T>(rows: readonly T[], write: (row: T) => Promise<Outcome>): Promise<ImportCounts> {
  const counts = { added: 0, replaced: 0, skipped: 0 };
  for (const row of rows) counts[await write(row)] += 1;
  return counts;
}

async function putVersions(
  { db }: Within,
  of: "board" | "panel",
  { id, versions }: Parameters<typeof versionRows>[0],
): Promise<void> {
  await db.deleteFrom(`${of}_versions`).where("id", "=", id).execute();
  for (const row of versionRows({ id, versions }))
    await db.insertInto(`${of}_versions`).values(row).execute();
}

/** A board names the panels it has, all of them and no others. */
async function reconcile(within: Within, id: string, change: Change): Promise<void> {
  const row = await within.db
    .selectFrom("boards")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_ms", "is", null)
    .executeTakeFirst();
  if (!row) return;
  const board = parseDocument(row.document) as Board;
  const panels = await panelsOf(within, id);
  const known = new Set(panels.map((panel) => panel.id));
  const items = allOf(
    board.items.filter(({ panelId }) => known.has(panelId)),
    panels,
  );
  if (JSON.stringify(items) === JSON.stringify(board.items)) return;
  await writeBoard(within, { id, rev: row.rev + 1, board: { ...board, items } }, change);
}

/** The secret of a link is not exported: a new one cannot be opened before it is shared anew, and says so. */
async function putShare(
  { db }: Within,
  { id, document, parts, ...share }: ExportedShare,
  { change, ...rules }: ImportRules & { change: Change },
): Promise<Outcome> {
  const known = await db
    .selectFrom("shares")
    .select(["secret_hash", "sealed", "revoked_ms", "revoked_by"])
    .where("id", "=", id)
    .executeTakeFirst();
  // What was withdrawn here stays withdrawn.
  const revoked =
    share.revoked ??
    (known ? stampOf(known.revoked_ms, known.revoked_by) : { atMs: change.atMs, by: change.by });
  const row = {
    id,
    secret_hash: known?.secret_hash ?? createHash("sha256").update(`imported ${id}`).digest("hex"),
    sealed: known?.sealed ?? null,
    document: JSON.stringify(document),
    owner_id: share.ownerId,
    owner: share.owner,
    created_ms: share.created.atMs,
    created_by: share.created.by,
    expires_ms: share.expiresMs,
    revoked_ms: revoked?.atMs ?? null,
    revoked_by: revoked?.by ?? null,
    opened: share.opened,
    last_opened_ms: share.lastOpenedMs ?? null,
    hash: share.hash ?? null,
    bytes: parts.reduce((sum, { gzip }) => sum + Buffer.byteLength(gzip, "base64"), 0),
  };
  const outcome = await put(db, { table: "shares", row }, rules);
  if (outcome === "skipped") return outcome;
  await db.deleteFrom("share_parts").where("share_id", "=", id).execute();
  for (const { panelId, letter, plan, contentType, gzip, warnings, notes } of parts) {
    const bytes = new Uint8Array(Buffer.from(gzip, "base64"));
    const content = { gzip: bytes, warnings, notes: JSON.stringify(notes) };
    const part = { share_id: id, panel_id: panelId, letter, plan, content_type: contentType, ...content };
    await db.insertInto("share_parts").values(part).execute();
  }
  return outcome;
}

/** A password that is here stays; who comes without one gets one from an admin. */
async function putPerson({ db }: Within, person: ExportedPerson, rules: ImportRules): Promise<Outcome> {
  const key = nameKey(person.name);
  const namesake = await db
    .selectFrom("people")
    .select("id")
    .where("origin", "=", person.origin)
    .where("name_key", "=", key)
    .where("id", "!=", person.id)
    .executeTakeFirst();
  if (namesake) return "skipped";
  const known = await db
    .selectFrom("people")
    .select("password_hash")
    .where("id", "=", person.id)
    .executeTakeFirst();
  const row = {
    id: person.id,
    origin: person.origin,
    name: person.name,
    name_key: key,
    role: person.role,
    password_hash: known?.password_hash ?? null,
    sources: sourcesText(person.sources),
    created_ms: person.createdMs,
    last_seen_ms: person.lastSeenMs ?? null,
    is_disabled: person.isDisabled ? 1 : 0,
  };
  return await put(db, { table: "people", row }, rules);
}
