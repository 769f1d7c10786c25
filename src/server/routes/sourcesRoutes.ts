import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  sourceDraft,
  sourceIdPattern,
  type SourceList,
  type SourceQuestion,
  sourceTestRequest,
} from "../../contract/sources.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Audit } from "../auth/AuditTrail.ts";
import { maySource } from "../auth/Principal.ts";
import { principalOf } from "../auth/principalOf.ts";
import { sourceFor } from "../auth/sourceFor.ts";
import type { AddedSources } from "../sources/AddedSources.ts";
import { type CheckDeps, checkSource } from "../sources/checkSource.ts";
import type { Source } from "../sources/Source.ts";
import type { SourceRegistry } from "../sources/SourceRegistry.ts";
import { sourceView } from "../sources/sourceView.ts";
import { parseBody } from "./parseBody.ts";

export interface SourcesRoutesOptions {
  readonly registry: SourceRegistry;
  readonly added: AddedSources;
  readonly check: CheckDeps;
  /** May sources be added here at all? By an admin, then. */
  readonly canAdd: boolean;
  readonly audit: Audit;
  /** What the page offers to ask a source, as of now. */
  readonly questionsOf?: QuestionsOf;
}

export type QuestionsOf = (source: Source) => readonly SourceQuestion[] | undefined;

/** A test answers after this, whatever the source does. */
const TEST_MS = 20_000;

type WithId = FastifyRequest<{ Params: { id: string } }>;

/** The list of sources, and adding, changing, testing and removing those of the page. */
export function sourcesRoutes(app: FastifyInstance, options: SourcesRoutesOptions): void {
  const { registry, added, canAdd } = options;
  const demandRight = () => {
    if (!canAdd) throw fail("FORBIDDEN");
  };
  app.get("/api/sources", { config: { access: "own-read", role: "editor" } }, (request): SourceList => {
    const principal = principalOf(request);
    const seen = registry.list().filter(({ id }) => maySource(principal, id));
    return {
      sources: seen.map((source) => sourceView(source, options.questionsOf?.(source))),
      canAdd: canAdd && principal.role === "admin",
    };
  });
  app.post(
    "/api/sources/test",
    { config: { access: "own-write", role: "admin" } },
    async (request, reply) => {
      demandRight();
      const { draft, id } = parseBody(sourceTestRequest, request.body);
      return added.test({ draft, signal: signalOf(reply) }, id);
    },
  );
  app.get(
    "/api/sources/:id/check",
    { config: { access: "own-read", role: "editor" } },
    async (request: WithId, reply) => {
      const source = sourceFor(request, registry, idOf(request));
      return checkSource(source, options.check, { isFull: true, signal: signalOf(reply) });
    },
  );
  changingRoutes(app, { ...options, demandRight });
}

/** Each of them is written down. */
function changingRoutes(
  app: FastifyInstance,
  { registry, added, audit, demandRight }: SourcesRoutesOptions & { readonly demandRight: () => void },
): void {
  app.post("/api/sources", { config: { access: "own-write", role: "admin" } }, async (request, reply) => {
    demandRight();
    const source = await added.add({ draft: parseBody(sourceDraft, request.body), signal: signalOf(reply) });
    await audit(request, { action: "create", kind: "source", objectId: source.id, name: source.name });
    return reply.code(201).send(sourceView(source));
  });
  app.put(
    "/api/sources/:id",
    { config: { access: "own-write", role: "admin" } },
    async (request: WithId, reply) => {
      demandRight();
      const draft = parseBody(sourceDraft, request.body);
      const source = await added.change(idOf(request), { draft, signal: signalOf(reply) });
      await audit(request, { action: "change", kind: "source", objectId: source.id, name: source.name });
      return sourceView(source);
    },
  );
  app.delete(
    "/api/sources/:id",
    { config: { access: "own-write", role: "admin" } },
    async (request: WithId, reply) => {
      demandRight();
      const id = idOf(request);
      const name = registry.get(id)?.name ?? id;
      await added.remove(id);
      await audit(request, { action: "delete", kind: "source", objectId: id, name });
      return reply.code(204).send();
    },
  );
}

function idOf(request: WithId): string {
  const { id } = request.params;
  if (!sourceIdPattern.test(id)) throw fail("SOURCE_NOT_FOUND");
  return id;
}

/** Ends when the reader leaves, or after TEST_MS. */
function signalOf(reply: FastifyReply): AbortSignal {
  const left = new AbortController();
  reply.raw.once("close", () => left.abort());
  return AbortSignal.any([left.signal, AbortSignal.timeout(TEST_MS)]);
}
