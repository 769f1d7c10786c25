import type { FastifyInstance } from "fastify";
import type { AuditList } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { AuditStore } from "../store/AccountStores.ts";

const PAGE = 100;
const FILTERS = ["before", "kind", "objectId"] as const;

/** GET /api/audit?before=…&kind=…&objectId=…: who viewed, changed and shared what, newest first. */
export function auditRoutes(app: FastifyInstance, store: AuditStore): void {
  app.get("/api/audit", { config: { access: "own-read", role: "admin" } }, (request) =>
    listEvents(store, new URL(request.url, "http://localhost").searchParams),
  );
}

async function listEvents(store: AuditStore, asked: URLSearchParams): Promise<AuditList> {
  const filter: { -readonly [K in (typeof FILTERS)[number]]?: string } = {};
  for (const name of FILTERS) {
    const value = asked.get(name) ?? "";
    if (!/^[\w-]{0,64}$/.test(value)) throw fail("BAD_REQUEST", { detail: `${name}: is not valid` });
    if (value !== "") filter[name] = value;
  }
  const found = await store.list({ ...filter, limit: PAGE + 1 });
  const events = found.slice(0, PAGE).map(eventView);
  const last = found.length > PAGE ? events.at(-1) : undefined;
  return { events, ...(last && { before: last.id }) };
}

/** The fields that leave, one by one. */
function eventView(event: AuditList["events"][number]): AuditList["events"][number] {
  const { id, atMs, who, action, kind, objectId, name, detail } = event;
  return { id, atMs, who, action, kind, objectId, name, detail };
}
