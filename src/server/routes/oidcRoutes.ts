import type { FastifyInstance } from "fastify";
import { type Problem, problem, ProblemError } from "../../domain/problem/Problem.ts";
import { returnPath } from "../auth/returnPath.ts";
import { factsOf } from "../http/RequestFacts.ts";
import type { Logger } from "../http/Logger.ts";
import { type SessionRoutesOptions, startSession } from "./sessionRoutes.ts";

export interface OidcRoutesOptions extends Pick<
  SessionRoutesOptions,
  "auth" | "peers" | "audit" | "basePath"
> {
  readonly logger: Logger;
  readonly now: () => number;
}

/**
 * GET /auth/login?returnTo=/explore… leads to the issuer, GET /auth/callback is where it leads back to. Browsers walk
 * here by themselves, so what goes wrong is shown by the page: `/?signIn=ISSUER_FAILED`.
 */
export function oidcRoutes(app: FastifyInstance, options: OidcRoutesOptions): void {
  const oidc = options.auth.accounts?.oidc;
  if (oidc === undefined) return;
  const { basePath, logger, now } = options;
  const failed = (error: unknown, requestId: string): { readonly path: string; readonly value: Problem } => {
    const value = error instanceof ProblemError ? error.problem : problem("INTERNAL");
    logger.warn("sign-in failed", { requestId, code: value.code, reason: reasonOf(error) });
    return { value, path: `${basePath}/?signIn=${value.code}` };
  };
  app.get("/auth/login", { config: { access: "sign-in", role: "anyone" } }, async (request, reply) => {
    try {
      const wanted = new URLSearchParams(request.url.split("?").slice(1).join("?")).get("returnTo");
      const { url, setCookie } = await oidc.begin(returnPath(wanted), now());
      return await reply.header("set-cookie", setCookie).redirect(url.href, 302);
    } catch (error) {
      const { path, value } = failed(error, request.id);
      factsOf(request.raw).code = value.code;
      return reply.redirect(path, 302);
    }
  });
  app.get("/auth/callback", { config: { access: "sign-in", role: "anyone" } }, async (request, reply) => {
    const kept = oidc.cookie.read(request.raw);
    // Once, whatever comes of it.
    const used = oidc.cookie.clear();
    try {
      const at = request.url.indexOf("?");
      const { person, returnTo } = await oidc.finish(at < 0 ? "" : request.url.slice(at), {
        kept,
        nowMs: now(),
      });
      await startSession({ person, request, reply }, options);
      return await reply.header("set-cookie", used).redirect(basePath + returnPath(returnTo), 302);
    } catch (error) {
      const { path, value } = failed(error, request.id);
      factsOf(request.raw).code = value.code;
      return reply.header("set-cookie", used).redirect(path, 302);
    }
  });
}

/** The innermost message, which says what the issuer did; it holds no secret of ours. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
