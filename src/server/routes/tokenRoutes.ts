import type { FastifyInstance, FastifyRequest } from "fastify";
import { tokenCreation, type TokenList, type TokenRow } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Audit } from "../auth/AuditTrail.ts";
import { changeOf } from "../auth/changeOf.ts";
import type { Accounts } from "../auth/createAuth.ts";
import { principalOf } from "../auth/principalOf.ts";
import { sourceFor } from "../auth/sourceFor.ts";
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
  const { accounts } = options;
  app.get("/api/tokens", { config: { access: "own-read", role: "editor" } }, (request) =>
    accounts === undefined ? { tokens: [] } : listTokens(accounts, request),
  );
  app.post("/api/tokens", { config: { access: "own-write", role: "editor" } }, async (request, reply) => {
    if (accounts === undefined) {
      throw fail("FORBIDDEN", { hint: "There is no sign-in here, so no token is needed." });
    }
    return reply.code(201).send(await createToken(request, { ...options, accounts }));
  });
  app.delete(
    "/api/tokens/:id",
    { config: { access: "own-write", role: "editor" } },
    async (request, reply) => {
      const id = objectIdOf(request);
      if (accounts === undefined) throw fail("NOT_FOUND");
      await revokeToken(id, request, { ...options, accounts });
      return reply.code(204).send();
    },
  );
}

type WithAccounts = TokenRoutesOptions & { readonly accounts: Accounts };

async function listTokens({ store }: Accounts, request: FastifyRequest): Promise<TokenList> {
  const { id, role } = principalOf(request);
  const [records, people] = await Promise.all([
    store.tokens.list(role === "admin" ? null : id),
    store.people.list(),
  ]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  return { tokens: records.map((record) => tokenView(record, names.get(record.personId) ?? "")) };
}

async function createToken(
  request: FastifyRequest,
  { accounts, registry, audit, now }: WithAccounts,
): Promise<TokenRow> {
  const { label, sources, days } = parseBody(tokenCreation, request.body);
  const principal = principalOf(request);
  for (const id of sources ?? []) sourceFor(request, registry, id);
  const { text, hash } = accounts.tokens.mint();
  const createdMs = now();
  const record = await accounts.store.tokens.create(
    { hash, personId: principal.id, label, sources, createdMs, expiresMs: createdMs + days * DAY_MS },
    changeOf(request, createdMs),
  );
  const view = tokenView(record, principal.name);
  // A request that was sent again gets the row it made before, whose text nobody has any more.
  if (record.hash !== hash) return view;
  await audit(request, { action: "create", kind: "token", objectId: record.id, name: label });
  return { ...view, text };
}

async function revokeToken(
  id: string,
  request: FastifyRequest,
  { accounts, audit, now }: WithAccounts,
): Promise<void> {
  const { tokens } = accounts.store;
  const record = await tokens.get(id);
  const principal = principalOf(request);
  const isTheirs = record?.personId === principal.id || principal.role === "admin";
  // S07: somebody else's is as good as none.
  if (record === undefined || !isTheirs) throw fail("NOT_FOUND");
  if (record.revokedMs !== undefined) return;
  await tokens.revoke(id, changeOf(request, now()));
  await audit(request, { action: "revoke", kind: "token", objectId: id, name: record.label });
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
