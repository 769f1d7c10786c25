import { hash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "./Logger.ts";
import { factsOf } from "./RequestFacts.ts";

/**
 * Tells the log which route and source a request was for, and which query by its hash: the text itself stays out
 * (T16). To be called before there are routes.
 */
export function noteRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook("onRoute", (route) => {
    const { url, config } = route;
    if (config?.access === undefined) return;
    const note = (request: FastifyRequest, _reply: unknown, done: () => void): void => {
      const facts = factsOf(request.raw);
      facts.route ??= url;
      const { id } = request.params as { id?: string };
      if (id !== undefined && /^[a-z0-9-]{1,40}$/.test(id)) facts.sourceId = id;
      done();
    };
    route.onRequest = [note, ...[route.onRequest ?? []].flat()];
    if (config.access !== "data") return;
    const noteText = (request: FastifyRequest, _reply: unknown, done: () => void): void => {
      if (logger.writes("info")) noteQuery(request);
      done();
    };
    route.preHandler = [noteText, ...[route.preHandler ?? []].flat()];
  });
}

function noteQuery(request: FastifyRequest): void {
  const query = queryOf(request.raw.url?.split("?", 2)[1]) ?? queryOf(request.body);
  if (query === undefined) return;
  const facts = factsOf(request.raw);
  facts.queryHash = hash("sha256", query).slice(0, 12);
  facts.queryLength = query.length;
}

/** `form`: "query=up&time=1". Several queries are none that could be named. */
function queryOf(form: unknown): string | undefined {
  if (typeof form !== "string") return undefined;
  const [query, second] = new URLSearchParams(form).getAll("query");
  return second === undefined ? query : undefined;
}
