import type { FastifyInstance, FastifyRequest } from "fastify";
import { objectId } from "../../../contract/panels.ts";
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

/** Links are made, listed, renewed and withdrawn; none is ever deleted (S35). */
export function shareRoutes(app: FastifyInstance, parts: ShareParts): void {
  const { store, audit, now, tokens, allowsAnyone } = parts;
  const maker = new ShareMaker(parts);
  const viewOf = (row: ShareRow): ShareView => shareRowOf(row, { tokens, nowMs: now() });

  app.get("/api/shares", { config: READ }, async (request): Promise<ShareList> => {
    const { id, role } = principalOf(request);
    const rows = await store.shares.list(role === "admin" ? null : id);
    return { shares: rows.map(viewOf), allowsAnyone };
  });
  app.post("/api/shares", { config: { ...WRITE, asks: "clamped" } }, async (request, reply) => {
    const creation = parseBody(shareCreation, request.body);
    const change = changeOf(request, now());
    const principal = principalOf(request);
    const row = await maker.make({ creation, principal, change, signal: untilGone(reply) });
    const { id: shareId, kind, label, audience, view } = row;
    const detail = `${kind} ${view.page}, for ${audience === "anyone" ? "anyone" : "people who sign in"}`;
    await audit(request, { action: "share", kind: "share", objectId: shareId, name: label, detail });
    return reply.code(201).send(viewOf(row));
  });
  app.put("/api/shares/:share", { config: WRITE }, async (request): Promise<ShareView> => {
    const { label, days } = parseBody(shareChange, request.body);
    const before = await ownShare(request, parts);
    if (before.revoked !== undefined) throw fail("LINK_REVOKED", { detail: endWords(before) });
    const change = changeOf(request, now());
    const row = await store.shares.change(
      before.id,
      {
        ...(label !== undefined && { label }),
        ...(days !== undefined && { expiresMs: change.atMs + days * DAY_MS }),
      },
      change,
    );
    const action = days === undefined ? "change" : "renew";
    await audit(request, { action, kind: "share", objectId: row.id, name: row.label });
    return viewOf(row);
  });
  app.delete("/api/shares/:share", { config: WRITE }, async (request, reply) => {
    const row = await ownShare(request, parts);
    if (row.revoked === undefined) {
      await store.shares.revoke(row.id, changeOf(request, now()));
      await audit(request, { action: "revoke", kind: "share", objectId: row.id, name: row.label });
    }
    return reply.code(204).send();
  });
}

/** S07: somebody else's is as good as none, but for an admin. */
async function ownShare(request: FastifyRequest, { store }: Pick<ShareParts, "store">): Promise<ShareRow> {
  const { share } = request.params as { readonly share?: string };
  const parsed = objectId.safeParse(share);
  const row = parsed.success ? await store.shares.get(parsed.data) : undefined;
  const { id, role } = principalOf(request);
  if (row === undefined || (row.ownerId !== id && role !== "admin")) throw fail("LINK_NOT_FOUND");
  return row;
}
