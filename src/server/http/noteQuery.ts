import { hash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "./Logger.ts";
import { factsOf } from "./RequestFacts.ts";

/** Tells the log which route and source a request was for, and which query by its hash: the text itself stays out (T16). */
export function noteRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const facts = factsOf(request.raw);
    const { url, config } = request.routeOptions;
    if (url !== undefined && config.access !== undefined) facts.route ??= url;
    const { id } = request.params as { id?: string };
    if (id !== undefined && /^[a-z0-9-]{1,40}$/.test(id)) facts.sourceId = id;
    done();
  });
  app.addHook("preHandler", (request, _reply, done) => {
    if (logger.writes("info") && request.routeOptions.config.access === "data") noteQuery(request);
    done();
  });
}

function noteQuery(request: FastifyRequest): void {
  const query = queryOf(request.query) ?? formQueryOf(request.body);
  if (query === undefined) return;
  const facts = factsOf(request.raw);
  facts.queryHash = hash("sha256", query).slice(0, 12);
  facts.queryLength = query.length;
}

function queryOf(query: unknown): string | undefined {
  const value = (query as { query?: unknown } | undefined)?.query;
  return typeof value === "string" ? value : undefined;
}

function formQueryOf(body: unknown): string | undefined {
  return typeof body === "string" ? (new URLSearchParams(body).get("query") ?? undefined) : undefined;
}
