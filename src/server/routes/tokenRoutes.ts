import type { FastifyInstance } from "fastify";
import { tokenCreation, type TokenList, type TokenRow } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Audit } from "../auth/AuditTrail.ts";
import { changeOf } from "../auth/changeOf.ts";
import type { Accounts } from "../auth/createAuth.ts";
import { maySource } from "../auth/Principal.ts";
import { principalOf } from "../auth/principalOf.ts";
import type { SourceRegistry } from "../sources/SourceRegistry.ts";
import type { TokenRecord } from "../store/AccountStores.ts";
import { objectIdOf } from "./objectIdOf.ts";
import { parseBody } from "./parseBody.ts";

export interface TokenRoutesOptions {
  /** Absent in mode `none`, where no token is needed. */
  readonly accounts: Accounts | undefined;
  readonly registry: Pick<SourceRegistry, "get">;
  readonly audit: Audit;
  readonly now: () => number;
}

const DAY_MS = 86_400_000;

/** Access tokens: one's own, and for an admin everybody's. */
export function tokenRoutes(app: FastifyInstance, options: TokenRoutesOptions): void {
  const { accounts, audit, now } = options;
  app.get(
    "/api/tokens",
    { config: { access: "own-read", role: "editor" } },
    async (request): Promise<TokenList> => {
      if (accounts === undefined) return { tokens: [] };
      const { id, role } = principalOf(request);
      const records = await accounts.store.tokens.list(role === "admin" ? null : id);
      const names = new Map((await accounts.store.people.list()).map((person) => [person.id, person.name]));
      return { tokens: records.map((record) => tokenView(record, names.get(record.personId) ?? "")) };
    },
  );
  app.post("/api/tokens", { config: { access: "own-write", role: "editor" } }, async (request, reply) => {
    if (accounts === undefined)
      throw fail("FORBIDDEN", { hint: "There is no sign-in here, so no token is needed." });
    const { label, sources, days } = parseBody(tokenCreation, request.body);
    const principal = principalOf(request);
    for (const id of sources ?? []) {
      if (!maySource(principal, id) || options.registry.get(id) === undefined) throw fail("SOURCE_NOT_FOUND");
    }
    const { text, hash } = accounts.tokens.mint();
    const createdMs = now();
    const record = await accounts.store.tokens.create(
      { hash, personId: principal.id, label, sources, createdMs, expiresMs: createdMs + days * DAY_MS },
      changeOf(request, createdMs),
    );
    await audit(request, { action: "create", kind: "token", objectId: record.id, name: label });
    return reply.code(201).send({ ...tokenView(record, principal.name), text } satisfies TokenRow);
  });
  app.delete(
    "/api/tokens/:id",
    { config: { access: "own-write", role: "editor" } },
    async (request, reply) => {
      const id = objectIdOf(request);
      const record = await accounts?.store.tokens.get(id);
      const principal = principalOf(request);
      const isTheirs = record?.personId === principal.id || principal.role === "admin";
      // S07: somebody else's is as good as none.
      if (accounts === undefined || record === undefined || !isTheirs) throw fail("NOT_FOUND");
      if (record.revokedMs === undefined) {
        await accounts.store.tokens.revoke(id, changeOf(request, now()));
        await audit(request, { action: "revoke", kind: "token", objectId: id, name: record.label });
      }
      return reply.code(204).send();
    },
  );
}

/** No hash leaves. */
function tokenView(record: TokenRecord, owner: string): TokenRow {
  const { id, label, sources, createdMs, expiresMs, lastUsedMs, revokedMs } = record;
  return {
    id,
    label,
    owner,
    sources: sources === null ? null : [...sources],
    createdMs,
    expiresMs,
    ...(lastUsedMs !== undefined && { lastUsedMs }),
    ...(revokedMs !== undefined && { revokedMs }),
  };
}
