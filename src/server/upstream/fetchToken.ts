import { ProblemError, type Problem } from "../../domain/problem/Problem.ts";
import type { OAuth2Config, SecretRef } from "../sources/Source.ts";
import type { Secret } from "../config/Secret.ts";
import { Call } from "./Call.ts";
import type { CallEvents, RefusedHead } from "./CallEvents.ts";
import { ConnectionPool } from "./ConnectionPool.ts";
import { connectorTo, type WayOut } from "./connectorTo.ts";
import type { UpstreamLimits } from "./limits.ts";
import type { ReadBuffers } from "./ReadBuffers.ts";
import { readTokenAnswer } from "./readTokenAnswer.ts";
import { redactTexts } from "./redactSecrets.ts";
import type { FetchedToken } from "./TokenProvider.ts";
import { refusedToken, tokenProblem } from "./tokenProblem.ts";
import type { TransportFailure } from "./transportProblem.ts";

export interface TokenFetchOptions extends WayOut {
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  readonly buffers: ReadBuffers;
  /** The source's: its token endpoint lies no nearer to us. */
  readonly allowPrivate: boolean;
  readonly readSecret: (ref: SecretRef) => Secret;
}

export interface TokenEndpoint {
  /** Asks once. Throws ProblemError TOKEN_FETCH, or UPSTREAM_AUTH where the client's secret cannot be read. */
  readonly fetch: () => Promise<FetchedToken>;
  readonly close: () => void;
}

/** A token answer has some hundred bytes, a large one with claims some thousand. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** The way to the token endpoint of one source: its own connections, its own bounds, no redirect. */
export function createTokenEndpoint(auth: OAuth2Config, options: TokenFetchOptions): TokenEndpoint {
  const url = new URL(auth.tokenUrl);
  const limits = { ...options.limits, compressedBytes: MAX_ANSWER_BYTES, decodedBytes: MAX_ANSWER_BYTES };
  const target = { baseOrigin: url.origin, allowPrivate: options.allowPrivate, tls: auth.tls };
  const pool = new ConnectionPool({
    host: url.host,
    headBytes: limits.headBytes,
    buffers: options.buffers,
    connect: connectorTo(target, options),
  });
  return {
    fetch: async () => {
      const secret = options.readSecret(auth.clientSecret).reveal();
      const answer = new TokenAnswer([secret, `${auth.clientId}:${secret}`]);
      const clock = { nowMs: 0, everyMs: 0 };
      const call = new Call({ limits, acceptsGzip: false, acceptsAnyBody: false, clock }, answer);
      const timer = setTimeout(() => answer.giveUp(call, limits.tokenMs), limits.tokenMs);
      try {
        pool.send(tokenRequest(auth, { path: url.pathname, secret, userAgent: options.userAgent }), call);
        return await answer.token;
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => pool.close(),
  };
}

function tokenRequest(auth: OAuth2Config, about: { path: string; secret: string; userAgent: string }) {
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (auth.scopes.length > 0) form.set("scope", auth.scopes.join(" "));
  for (const [name, value] of auth.endpointParams) form.set(name, value.reveal());
  // Each part encoded before they are joined (RFC 6749 §2.3.1).
  const client = `${formText(auth.clientId)}:${formText(about.secret)}`;
  return {
    method: "POST" as const,
    path: about.path,
    body: String(form),
    headers: [
      ["accept", "application/json"],
      ["user-agent", about.userAgent],
      ["accept-encoding", "identity"],
      ["content-type", "application/x-www-form-urlencoded"],
      ["authorization", `Basic ${Buffer.from(client).toString("base64")}`],
    ].flat(),
  };
}

const formText = (text: string): string => String(new URLSearchParams({ "": text })).slice(1);

/** Gathers the answer of a token endpoint, and turns whatever is no token into a problem. */
class TokenAnswer implements CallEvents {
  readonly token: Promise<FetchedToken>;
  readonly #secrets: readonly string[];
  readonly #chunks: Buffer[] = [];
  readonly #resolve: (token: FetchedToken) => void;
  readonly #reject: (error: Error) => void;

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
    const { promise, resolve, reject } = Promise.withResolvers<FetchedToken>();
    this.token = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  giveUp(call: Call, afterMs: number): void {
    call.abort();
    this.#fail(tokenProblem(`No answer within ${afterMs / 1000} s`));
  }

  begin(): void {
    // Everything of interest is in the body.
  }

  data(chunk: Buffer): void {
    this.#chunks.push(Buffer.from(chunk));
  }

  /** They are copies. */
  holdsBytes(): boolean {
    return false;
  }

  end(): void {
    const found = readTokenAnswer(Buffer.concat(this.#chunks).toString("utf8"));
    if (typeof found === "string") this.#fail(tokenProblem(found));
    else this.#resolve(found);
  }

  refused({ status, text }: RefusedHead): void {
    this.#fail(refusedToken({ status, text: redactTexts(text, this.#secrets) }));
  }

  failed({ problem: { code, title, detail } }: TransportFailure): void {
    if (code === "TOO_LARGE")
      return this.#fail(tokenProblem(`Its answer is larger than ${MAX_ANSWER_BYTES / 1024} KiB`));
    this.#fail(tokenProblem(detail === undefined ? title : `${title}: ${detail}`));
  }

  #fail(value: Problem): void {
    this.#reject(new ProblemError(value));
  }
}
