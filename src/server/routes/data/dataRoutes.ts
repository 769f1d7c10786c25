import { apiOf } from "../../../contract/apiOf.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fail, problem, ProblemError } from "../../../domain/problem/Problem.ts";
import type { Source } from "../../sources/Source.ts";
import { checkParams } from "../../upstream/checkParams.ts";
import { envelope, ownFailure, retryAfterSeconds, type Failure } from "../../upstream/failure.ts";
import { operations } from "../../upstream/operations.ts";
import { ENCODING_FLAGS } from "../../upstream/outgoingHeaders.ts";
import type { ForwardCall, Upstreams } from "../../upstream/UpstreamPool.ts";
import { confirmsOverBudget, howToConfirm } from "./confirmation.ts";
import { dataTarget, type DataTarget } from "./dataTarget.ts";
import type { CostlyQuery, QueryBudget } from "./QueryBudget.ts";

/** What `…/api/v1/status/buildinfo` answers for a source: its last capability probe. */
export interface BuildInfo {
  readonly version: string;
  readonly revision?: string;
  readonly branch?: string;
  readonly buildUser?: string;
  readonly buildDate?: string;
  readonly goVersion?: string;
}

export interface DataRoutesOptions {
  readonly sources: { get(id: string): Source | undefined };
  readonly upstreams: Upstreams;
  /** Absent: everybody may see every source. */
  readonly maySee?: (request: FastifyRequest, sourceId: string) => boolean;
  readonly buildInfo?: (source: Source) => Promise<BuildInfo | undefined>;
  /** Who asks, for fairness. Default: whoever is at this machine. */
  readonly ownerOf?: (request: FastifyRequest) => string;
  /** Without it no query is asked for its cost. */
  readonly budget?: QueryBudget;
  /** Told when somebody lets a query read more than the budget; `bytes` where the cost is known. */
  readonly onConfirmed?: (query: CostlyQuery, request: FastifyRequest, bytes: number | undefined) => void;
}

const MAX_BODY_BYTES = 256 * 1024;
const FORM = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i;
const NO_BUILD: Required<BuildInfo> = {
  version: "",
  revision: "",
  branch: "",
  buildUser: "",
  buildDate: "",
  goVersion: "",
};

// Wildcards, since Fastify would decode a label parameter and refuses one above 100 characters.
const ROUTES = ["/api/sources/:id/api/v1/*", "/api/sources/:id/loki/api/v1/*"] as const;

/**
 * A source's base URL as a drop-in for the upstream's: /api/sources/:id/{api,loki/api}/v1/*. Register it as
 * `app.register(dataRoutes, options)`; hooks set before it run first. It brings its own body parser (forms only),
 * error handler and 404, all inside its own scope.
 */
export async function dataRoutes(app: FastifyInstance, options: DataRoutesOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string", bodyLimit: MAX_BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error, request, reply) => sendEnvelope(reply, failureOf(error, request)));
  const mount = `${app.prefix}/api/sources/`;
  for (const url of ROUTES) {
    app.route({
      // Every method comes here, so that a wrong one is told apart from a wrong path.
      method: app.supportedMethods.filter((method) => method !== "HEAD"),
      url,
      config: { access: "data", role: "editor" },
      exposeHeadRoute: false,
      handler: (request, reply) => answer({ request, reply, mount }, options),
    });
    app.head(url, { config: { access: "data", role: "editor" } }, (request, reply) =>
      answer({ request, reply, mount }, options),
    );
  }
  await Promise.resolve();
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly mount: string;
}

function answer(
  { request, reply, mount }: Exchange,
  options: DataRoutesOptions,
): Promise<FastifyReply | undefined> | undefined {
  const target = dataTarget(request.raw.url ?? "", mount);
  if (target === null) throw fail("NOT_FOUND");
  if (target === "label")
    throw fail("BAD_REQUEST", { detail: "This label name is empty, too long or not valid UTF-8" });
  const isPost = request.method === "POST";
  const takesPost = target.operation !== "buildinfo" && operations[target.operation].takesPost;
  if (request.method !== "GET" && !(isPost && takesPost)) {
    reply.header("allow", takesPost ? "GET, POST" : "GET");
    throw fail("METHOD_NOT_ALLOWED");
  }
  const source = sourceOf(target, request, options);
  if (target.operation === "buildinfo") return sendBuildInfo(source, reply, options);
  const forms = isPost ? [formBody(request), target.search] : [target.search];
  const encoded = checkParams(operations[target.operation], forms);
  const { labelSegment, operation } = target;
  const params = {
    encoded,
    isPost,
    ...(labelSegment !== undefined && { labelSegment }),
    ...(asksForCategories(request, source) && { categorizesLabels: true }),
  };
  const call = { source, operation, params, ...(options.ownerOf && { owner: options.ownerOf(request) }) };
  if (options.budget?.applies({ source, operation, encoded }))
    return forwardWithin(options.budget, call, { request, reply, options });
  options.upstreams.forward(call, request, reply);
  return undefined;
}

function sourceOf(target: DataTarget, request: FastifyRequest, options: DataRoutesOptions): Source {
  const source = options.sources.get(target.sourceId);
  // S08: one of somebody else's is as good as none.
  if (source === undefined || options.maySee?.(request, source.id) === false) throw fail("SOURCE_NOT_FOUND");
  if (apiOf(source.kind) === target.kind) return source;
  const base = source.kind === "loki" ? "loki/api/v1" : "api/v1";
  throw fail("NOT_FOUND", { hint: `This source is of kind ${source.kind}: ask it under ${base}/.` });
}

function asksForCategories(request: FastifyRequest, source: Source): boolean {
  return source.kind === "loki" && request.headers[ENCODING_FLAGS.name] === ENCODING_FLAGS.value;
}

/** Forwards a query whose cost is within the source's budget, or whose asker says that it may cost more. */
async function forwardWithin(
  budget: QueryBudget,
  call: ForwardCall,
  { request, reply, options }: Omit<Exchange, "mount"> & { options: DataRoutesOptions },
): Promise<undefined> {
  const { source, operation, owner } = call;
  const query = { source, operation, encoded: call.params.encoded, owner };
  const { headers } = request;
  if (confirmsOverBudget(headers)) {
    options.onConfirmed?.(query, request, await budget.known(query));
  } else {
    const refusal = await budget.refusal(query);
    if (refusal !== null) throw new ProblemError({ ...refusal, ...howToConfirm(headers) });
  }
  // The reader left meanwhile: nobody would hear that the answer is not wanted.
  if (reply.raw.destroyed) reply.hijack();
  else options.upstreams.forward(call, request, reply);
  return undefined;
}

async function sendBuildInfo(
  source: Source,
  reply: FastifyReply,
  { buildInfo }: DataRoutesOptions,
): Promise<FastifyReply> {
  const data = { ...NO_BUILD, ...(await buildInfo?.(source)) };
  // Loki answers it bare.
  return reply.send(source.kind === "loki" ? data : { status: "success", data });
}

/** The one body that is taken: an uncompressed form, by its exact content type (or no body at all). */
function formBody(request: FastifyRequest): string {
  const coding = request.headers["content-encoding"];
  if (coding !== undefined && coding !== "identity") throw fail("UNSUPPORTED_MEDIA");
  const { body } = request;
  if (typeof body !== "string" || body === "") return "";
  if (!FORM.test(request.headers["content-type"] ?? "")) throw fail("UNSUPPORTED_MEDIA");
  return body;
}

function failureOf(error: unknown, request: FastifyRequest): Failure {
  if (error instanceof ProblemError) return ownFailure(error.problem);
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    const detail = error instanceof Error ? error.message : "";
    return ownFailure(problem(status === 415 ? "UNSUPPORTED_MEDIA" : "BAD_REQUEST", { detail }), status);
  }
  request.log.error({ err: error }, "data route failed");
  return ownFailure(problem("INTERNAL"));
}

function sendEnvelope(reply: FastifyReply, value: Failure): FastifyReply {
  const wait = retryAfterSeconds(value);
  if (wait !== null) reply.header("retry-after", String(wait));
  return reply
    .code(value.status)
    .header("content-type", "application/json")
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff")
    .send(envelope(value, reply.request.id));
}
