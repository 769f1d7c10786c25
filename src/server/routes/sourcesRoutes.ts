import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  sourceDraft,
  sourceIdPattern,
  type SourceList,
  type SourceQuestion,
  sourceTestRequest,
} from "../../contract/sources.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { AddedSources } from "../sources/AddedSources.ts";
import { type CheckDeps, checkSource } from "../sources/checkSource.ts";
import type { Source } from "../sources/Source.ts";
import type { SourceRegistry } from "../sources/SourceRegistry.ts";
import { sourceView } from "../sources/sourceView.ts";

export interface SourcesRoutesOptions {
  readonly registry: SourceRegistry;
  readonly added: AddedSources;
  readonly check: CheckDeps;
  readonly canAdd: boolean;
  /** What the page offers to ask a source, as of now. */
  readonly questionsOf?: QuestionsOf;
}

export type QuestionsOf = (source: Source) => readonly SourceQuestion[] | undefined;

/** A test answers after this, whatever the source does. */
const TEST_MS = 20_000;

/** A schema of the contract, as far as a route needs it. */
interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

type WithId = FastifyRequest<{ Params: { id: string } }>;

/** The list of sources, and adding, changing, testing and removing those of the page. */
export function sourcesRoutes(app: FastifyInstance, options: SourcesRoutesOptions): void {
  const { registry, added, canAdd } = options;
  const demandRight = () => {
    if (!canAdd) throw fail("FORBIDDEN");
  };
  app.get("/api/sources", { config: { access: "own-read" } }, (): SourceList => ({
    sources: registry.list().map((source) => sourceView(source, options.questionsOf?.(source))),
    canAdd,
  }));
  app.post("/api/sources/test", { config: { access: "own-write" } }, async (request, reply) => {
    demandRight();
    const { draft, id } = parse(sourceTestRequest, request.body);
    return added.test({ draft, signal: signalOf(reply) }, id);
  });
  app.post("/api/sources", { config: { access: "own-write" } }, async (request, reply) => {
    demandRight();
    const source = await added.add({ draft: parse(sourceDraft, request.body), signal: signalOf(reply) });
    return reply.code(201).send(sourceView(source));
  });
  app.put("/api/sources/:id", { config: { access: "own-write" } }, async (request: WithId, reply) => {
    demandRight();
    const draft = parse(sourceDraft, request.body);
    return sourceView(await added.change(idOf(request), { draft, signal: signalOf(reply) }));
  });
  app.delete("/api/sources/:id", { config: { access: "own-write" } }, async (request: WithId, reply) => {
    demandRight();
    await added.remove(idOf(request));
    return reply.code(204).send();
  });
  app.get("/api/sources/:id/check", { config: { access: "own-read" } }, async (request: WithId, reply) => {
    const source = registry.get(idOf(request));
    if (!source) throw fail("SOURCE_NOT_FOUND");
    return checkSource(source, options.check, { isFull: true, signal: signalOf(reply) });
  });
}

function idOf(request: WithId): string {
  const { id } = request.params;
  if (!sourceIdPattern.test(id)) throw fail("SOURCE_NOT_FOUND");
  return id;
}

/** Names the field, never its value. */
function parse<T>(schema: Schema<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join(".") || "body";
  throw fail("BAD_REQUEST", { detail: `${place}: ${issue?.message ?? "is not valid"}` });
}

/** Ends when the reader leaves, or after TEST_MS. */
function signalOf(reply: FastifyReply): AbortSignal {
  const left = new AbortController();
  reply.raw.once("close", () => left.abort());
  return AbortSignal.any([left.signal, AbortSignal.timeout(TEST_MS)]);
}
