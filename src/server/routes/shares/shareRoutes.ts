import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { objectId as shareId } from "../../../contract/panels.ts";
import {
  shareChange,
  shareCreation,
  type ShareList,
  type ShareRow as ShareView,
} from "../../../contract/shares.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { endWords } from "../../../domain/share/linkState.ts";
import { changeOf } from "../../auth/changeOf.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { untilGone } from "../../http/untilGone.ts";
import { DAY_MS, ShareMaker } from "../../shares/ShareMaker.ts";
import type { ShareParts } from "../../shares/ShareParts.ts";
import { shareRowOf } from "../../shares/shareRowOf.ts";
import type { ShareRow } from "../../store/Store.ts";
import { parseBody } from "../parseBody.ts";

const READ = { access: "own-read", role: "editor" } as const;
const WRITE = { access: "own-write", role: "editor" } as const;

interface Desk extends ShareParts {
  readonly maker: ShareMaker;
}

/** Links are made, listed, renewed and withdrawn; none is ever deleted (S35). */
export function shareRoutes(app: FastifyInstance, parts: ShareParts): void {
  const desk = { ...parts, maker: new ShareMaker(parts) };
  app.get("/api/shares", { config: READ }, (request) => listShares(request, desk));
  app.post("/api/shares", { config: { ...WRITE, asks: "clamped" } }, (request, reply) =>
    makeShare(request, reply, desk),
  );
  app.put("/api/shares/:share", { config: WRITE }, (request) => changeShare(request, desk));
  app.delete("/api/shares/:share", { config: WRITE }, async (request, reply) => {
    const row = await ownShare(request, desk);
    if (row.revoked === undefined) {
      await desk.store.shares.revoke(row.id, changeOf(request, desk.now()));
      await desk.audit(request, { action: "revoke", kind: "share", objectId: row.id, name: row.label });
    }
    return reply.code(204).send();
  });
}

async function listShares(
  request: FastifyRequest,
  { store, allowsAnyone, ...desk }: Desk,
): Promise<ShareList> {
  const { id, role } = principalOf(request);
  const rows = await store.shares.list(role === "admin" ? null : id);
  return { shares: rows.map((row) => viewOf(row, desk)), allowsAnyone };
}

async function makeShare(request: FastifyRequest, reply: FastifyReply, desk: Desk): Promise<FastifyReply> {
  const creation = parseBody(shareCreation, request.body);
  const change = changeOf(request, desk.now());
  const principal = principalOf(request);
  const row = await desk.maker.make({ creation, principal, change, signal: untilGone(reply) });
  const { id: objectId, kind, label: name, audience, view } = row;
  const detail = `${kind} ${view.page}, for ${audience === "anyone" ? "anyone" : "people who sign in"}`;
  await desk.audit(request, { action: "share", kind: "share", objectId, name, detail });
  return await reply.code(201).send(viewOf(row, desk));
}

async function changeShare(request: FastifyRequest, desk: Desk): Promise<ShareView> {
  const asked = parseBody(shareChange, request.body);
  const { label, days } = asked;
  const before = await ownShare(request, desk);
  if (before.revoked !== undefined) throw fail("LINK_REVOKED", { detail: endWords(before) });
  const change = changeOf(request, desk.now());
  const edit = {
    asked,
    ...(label !== undefined && { label }),
    ...(days !== undefined && { expiresMs: change.atMs + days * DAY_MS }),
  };
  const row = await desk.store.shares.change(before.id, edit, change);
  const action = days === undefined ? "change" : "renew";
  await desk.audit(request, { action, kind: "share", objectId: row.id, name: row.label });
  return viewOf(row, desk);
}

const viewOf = (row: ShareRow, { tokens, now }: Pick<ShareParts, "tokens" | "now">): ShareView =>
  shareRowOf(row, { tokens, nowMs: now() });

/** S07: somebody else's is as good as none, but for an admin. */
async function ownShare(request: FastifyRequest, { store }: Pick<ShareParts, "store">): Promise<ShareRow> {
  const { share } = request.params as { readonly share?: string };
  const parsed = shareId.safeParse(share);
  const row = parsed.success ? await store.shares.get(parsed.data) : undefined;
  const { id, role } = principalOf(request);
  if (row === undefined || (row.ownerId !== id && role !== "admin")) throw fail("LINK_NOT_FOUND");
  return row;
}
