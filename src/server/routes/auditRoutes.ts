import type { FastifyInstance } from "fastify";
import type { AuditList } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { AuditStore } from "../store/AccountStores.ts";

const PAGE = 100;

/** GET /api/audit?before=…&kind=…&objectId=…: who viewed, changed and shared what, newest first. */
export function auditRoutes(app: FastifyInstance, store: AuditStore | undefined): void {
  app.get(
    "/api/audit",
    { config: { access: "own-read", role: "admin" } },
    async (request): Promise<AuditList> => {
      const { searchParams } = new URL(request.url, "http://localhost");
      const filter = Object.fromEntries(
        ["before", "kind", "objectId"].flatMap((name) => {
          const value = searchParams.get(name);
          if (value === null || value === "") return [];
          if (!/^[\w-]{1,64}$/.test(value)) throw fail("BAD_REQUEST", { detail: `${name}: is not valid` });
          return [[name, value]];
        }),
      );
      const found = (await store?.list({ ...filter, limit: PAGE + 1 })) ?? [];
      const events = found.slice(0, PAGE).map(({ id, atMs, who, action, kind, objectId, name, detail }) => ({
        id,
        atMs,
        who,
        action,
        kind,
        objectId,
        name,
        detail,
      }));
      const last = found.length > PAGE ? events.at(-1) : undefined;
      return { events, ...(last && { before: last.id }) };
    },
  );
}
