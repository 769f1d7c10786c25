import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { factsOf } from "./RequestFacts.ts";

/** Tells the log which route and source a request was for, and which query by its hash: the text itself stays out (T16). */
export function noteRequests(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    const facts = factsOf(request.raw);
    const { url, config } = request.routeOptions;
    if (url !== undefined && config.access !== undefined) facts.route ??= url;
    const { id } = request.params as { id?: string };
    if (id !== undefined && /^[a-z0-9-]{1,40}$/.test(id)) facts.sourceId = id;
  });
  app.addHook("preHandler", async (request) => {
    if (request.routeOptions.config.access !== "data") return;
    const query = queryOf(request.query) ?? formQueryOf(request.body);
    if (query === undefined) return;
    const facts = factsOf(request.raw);
    facts.queryHash = createHash("sha256").update(query).digest("hex").slice(0, 12);
    facts.queryLength = query.length;
  });
}

function queryOf(query: unknown): string | undefined {
  const value = (query as { query?: unknown } | undefined)?.query;
  return typeof value === "string" ? value : undefined;
}

function formQueryOf(body: unknown): string | undefined {
  return typeof body === "string" ? (new URLSearchParams(body).get("query") ?? undefined) : undefined;
}
