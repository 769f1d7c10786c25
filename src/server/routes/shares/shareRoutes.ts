import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { objectId as shareId } from "../../../contract/panels.ts";
import {
  shareChange,
  shareCreation,
  type ShareList,
  type ShareRow as ShareView,
  type SharesWithdrawn,
} from "../../../contract/shares.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { endWords } from "../../../domain/share/linkState.ts";
import { changeOf } from "../../auth/changeOf.ts";
import { mayAs } from "../../auth/Principal.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { untilGone } from "../../http/untilGone.ts";
import { DAY_MS, ShareMaker } from "../../shares/ShareMaker.ts";
import type { ShareParts } from "../../shares/ShareParts.ts";
import { shareRowOf } from "../../shares/shareRowOf.ts";
import { demandOwnReading } from "../../shares/viewerRules.ts";
import type { ShareRow } from "../../store/Store.ts";
import { objectIdOf } from "../objectIdOf.ts";
import { parseBody } from "../parseBody.ts";

const READ = { access: "own-read", role: "viewer" } as const;
const WRITE = { access: "own-write", role: "viewer" } as const;

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
  app.delete("/api/people/:id/shares", { config: { access: "own-write", role: "admin" } }, (request) =>
    withdrawAll(request, desk),
  );
}

async function listShares(
  request: FastifyRequest,
  { store, allowsAnyone, ...desk }: Desk,
): Promise<ShareList> {
  const { id, role, via } = principalOf(request);
  const rows = await store.shares.list(role === "admin" ? null : id);
  const isOff = role === "admin" && via !== "local" ? await whoIsOff(store) : undefined;
  const context = { tokens: desk.tokens, nowMs: desk.now(), isOff };
  return {
    shares: rows.map((row) => shareRowOf(row, context)),
    allowsAnyone: allowsAnyone && mayAs(role, "editor"),
  };
}

/** Links of people who left live on: what was reported in them stands. An admin sees them and decides. */
async function whoIsOff({ people }: Pick<ShareParts["store"], "people">): Promise<(id: string) => boolean> {
  const on = new Set((await people.list()).filter(({ isDisabled }) => !isDisabled).map(({ id }) => id));
  return (id) => !on.has(id);
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
  // Who was an editor when they made it renews no more than they could make today.
  if (days !== undefined && !mayAs(principalOf(request).role, "editor")) demandOwnReading(before);
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

async function withdrawAll(request: FastifyRequest, { store, audit, now }: Desk): Promise<SharesWithdrawn> {
  const objectId = objectIdOf(request);
  const withdrawn = await store.shares.revokeAll(objectId, changeOf(request, now()));
  const person = (await store.people.list()).find(({ id }) => id === objectId);
  const detail = withdrawn === 1 ? "one link" : `${withdrawn} links`;
  await audit(request, { action: "revoke", kind: "person", objectId, name: person?.name ?? "", detail });
  return { withdrawn };
}

/** S07: somebody else's is as good as none, but for an admin. */
async function ownShare(request: FastifyRequest, { store }: Pick<ShareParts, "store">): Promise<ShareRow> {
  const { share } = request.params as { readonly share?: string };
  const parsed = shareId.safeParse(share);
  const row = parsed.success ? await store.shares.get(parsed.data) : undefined;
  const { id, role } = principalOf(request);
  if (row === undefined || (row.ownerId !== id && role !== "admin")) throw fail("LINK_NOT_FOUND");
  return row;
}
