import type { FastifyInstance } from "fastify";
import { FILE_LIMIT_BYTES } from "../../contract/fileLimit.ts";
import { sourceFileRequest } from "../../contract/sources.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Audit } from "../auth/AuditTrail.ts";
import type { AddedSources } from "../sources/AddedSources.ts";
import { sourceView } from "../sources/sourceView.ts";

export interface SourceFileOptions {
  readonly added: AddedSources;
  readonly canAdd: boolean;
  readonly audit: Audit;
}

/** Each is held in memory as a whole. */
const MOST_UPLOADS = 2;

/** POST /api/sources/files?name=…: a dump or a saved page, as text, becomes a source. */
export async function sourceFileRoutes(
  app: FastifyInstance,
  { added, canAdd, audit }: SourceFileOptions,
): Promise<void> {
  let uploads = 0;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("text/plain", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", (_request, reply, done) => {
    if (!canAdd) return done(fail("FORBIDDEN"));
    if (uploads >= MOST_UPLOADS) return done(fail("OVERLOADED", { retryAfterMs: 5_000 }));
    uploads += 1;
    reply.raw.once("close", () => (uploads -= 1));
    done();
  });
  app.post(
    "/api/sources/files",
    { config: { access: "own-file", role: "admin" }, bodyLimit: FILE_LIMIT_BYTES },
    async (request, reply) => {
      const left = new AbortController();
      reply.raw.once("close", () => left.abort());
      const { searchParams } = new URL(request.url, "http://localhost");
      const parsed = sourceFileRequest.safeParse({ name: searchParams.get("name") ?? "" });
      if (!parsed.success) throw fail("BAD_REQUEST", { detail: "name: must have 1 to 80 characters" });
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw fail("BAD_REQUEST", { detail: "The file is empty" });
      const source = await added.addFile({
        name: parsed.data.name,
        bytes: request.body,
        signal: left.signal,
      });
      await audit(request, { action: "create", kind: "source", objectId: source.id, name: source.name });
      return reply.code(201).send(sourceView(source));
    },
  );
  return Promise.resolve();
}
