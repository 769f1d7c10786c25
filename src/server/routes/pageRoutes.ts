import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { problem } from "../../domain/problem/Problem.ts";
import { pathOf } from "../http/gate.ts";
import { type Asset, chooseCoding, type PageAssets } from "../http/PageAssets.ts";
import { sendProblem } from "../http/problemReplies.ts";
import { factsOf } from "../http/RequestFacts.ts";
import { ASSET_POLICY, pagePolicy } from "../http/securityHeaders.ts";

/** The page's own addresses (`domain/link/routeLink.ts`), and those of links we import: /graph and /query are Prometheus'. */
const PAGES = [
  "/",
  "/explore",
  "/sources",
  "/sources/new",
  "/sources/:id",
  "/links",
  "/s/:token",
  "/settings/:tab",
  "/boards",
  "/boards/trash",
  "/boards/:board",
  "/graph",
  "/query",
] as const;

/** What a typing mistake looks like: a clean path for which the app itself can say that there is nothing. */
const CLEAN_PATH = /^(?:\/[\w-]{1,64}){1,3}$/;
/** First segments that belong to programs; an unknown address there is never answered with a page. */
const PROGRAM_PATH = /^\/(?:api|assets|auth|loki|metrics|healthz|readyz|-)(?:\/|$)/i;

const YEAR = "public, max-age=31536000, immutable";

export interface PageRoutesOptions {
  /** Absent while nothing is built: programs can use the server, a browser is told so. */
  readonly assets: PageAssets | undefined;
}

/** The page, its files, and the answer to every address that nothing else answers. */
export function pageRoutes(app: FastifyInstance, { assets }: PageRoutesOptions): void {
  for (const url of PAGES) {
    app.route({
      method: ["GET", "HEAD"],
      url,
      config: { access: "page", role: "anyone" },
      handler: (request, reply) => sendDocument({ assets, request, reply, status: 200 }),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const path = pathOf(request.raw);
    const asset = isRead ? assets?.find(path) : undefined;
    if (asset) return sendAsset(asset, request, reply);
    if (isRead && isMistypedPage(request, path)) return sendDocument({ assets, request, reply, status: 404 });
    return sendProblem({ value: problem("NOT_FOUND"), request, reply });
  });
}

function isMistypedPage(request: FastifyRequest, path: string): boolean {
  const wantsPage = (request.headers.accept ?? "").includes("text/html");
  return wantsPage && CLEAN_PATH.test(path) && !PROGRAM_PATH.test(path);
}

interface Answer {
  readonly assets: PageAssets | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function sendDocument({ assets, request, reply, status }: Answer & { status: number }): FastifyReply {
  factsOf(request.raw).route = "page";
  if (!assets) {
    return sendProblem({
      value: problem("NOT_FOUND", {
        hint: "The page is not built: run npm run build, or start with npm start.",
      }),
      request,
      reply,
    });
  }
  const nonce = randomBytes(16).toString("base64url");
  return reply
    .code(status)
    .header("content-security-policy", pagePolicy(nonce))
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8")
    .send(assets.document(nonce));
}

function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  factsOf(request.raw).route = "asset";
  const coding = chooseCoding(request.headers["accept-encoding"], asset);
  if (coding) reply.header("content-encoding", coding);
  return reply
    .header("content-security-policy", ASSET_POLICY)
    .header("vary", "accept-encoding")
    .header("cache-control", asset.isImmutable ? YEAR : "no-cache")
    .type(asset.type)
    .send((coding && asset.encoded[coding]) ?? asset.plain);
}
