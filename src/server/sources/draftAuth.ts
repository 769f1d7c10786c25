import type { SourceDraft } from "../../contract/sources.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { Secret } from "../config/Secret.ts";
import { isFault } from "./baseUrl.ts";
import type { OAuth2Config, SecretRef, Source, SourceAuthConfig, SourceTls } from "./Source.ts";
import { tokenTls } from "./tokenTls.ts";
import { parseTokenUrl } from "./tokenUrl.ts";

export interface DraftAuthContext {
  /** The stored source, if it goes to the same origin: only there may its secrets go. */
  readonly kept: Source | undefined;
  readonly baseOrigin: string;
  readonly tls: SourceTls;
  readonly allowPrivate: boolean;
}

const CONTROL = /\p{Cc}/u;
/** RFC 6749 §3.3 scope-token. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** How a draft signs in; what it leaves out is kept. Throws BAD_REQUEST naming the field. */
export function draftAuth({ auth }: SourceDraft, context: DraftAuthContext): SourceAuthConfig {
  const { kept } = context;
  if (auth.type === "none") return { type: "none" };
  const typed = auth.secret || undefined;
  if (typed !== undefined && CONTROL.test(typed))
    throw badField("secret", "holds a line break or control character");
  const given = typed === undefined ? undefined : ({ kind: "value", secret: new Secret(typed) } as const);
  switch (auth.type) {
    case "bearer":
      if (given) return { type: "bearer", scheme: "Bearer", credentials: given };
      if (kept?.auth.type === "bearer") return kept.auth;
      throw badField("secret", "is missing; a stored token is not sent to another address");
    case "basic":
      if (auth.username === "" || auth.username.includes(":") || CONTROL.test(auth.username))
        throw badField("username", "must not be empty or contain a colon");
      if (given) return { type: "basic", username: auth.username, password: given };
      if (kept?.auth.type === "basic") return { ...kept.auth, username: auth.username };
      throw badField("secret", "is missing; a stored password is not sent to another address");
    case "oauth2":
      return oauth2(auth, given, context);
  }
}

function oauth2(
  auth: Extract<SourceDraft["auth"], { type: "oauth2" }>,
  given: SecretRef | undefined,
  context: DraftAuthContext,
): OAuth2Config {
  const { clientId, scopes } = auth;
  const { allowPrivate, baseOrigin, tls, kept } = context;
  if (clientId === "" || CONTROL.test(clientId)) throw badField("clientId", "must not be empty");
  if (!scopes.every((scope) => SCOPE.test(scope))) throw badField("scopes", "hold a space or a quote");
  const tokenUrl = parseTokenUrl(auth.tokenUrl, { allowPrivate });
  if (isFault(tokenUrl))
    throw tokenUrl.isAddress ? fail("ADDRESS_REFUSED") : badField("tokenUrl", tokenUrl.reason);
  const origin = new URL(tokenUrl).origin;
  const before = kept?.auth.type === "oauth2" ? kept.auth : undefined;
  // The client's secret goes to the token endpoint, the token to the source: both must be where they were.
  const isSame = before !== undefined && new URL(before.tokenUrl).origin === origin;
  const clientSecret = given ?? (isSame ? before.clientSecret : undefined);
  if (clientSecret === undefined)
    throw badField("secret", "is missing; a stored client secret is not sent to another address");
  return {
    type: "oauth2",
    clientId,
    clientSecret,
    tokenUrl,
    scopes,
    endpointParams: isSame ? before.endpointParams : new Map(),
    tls: tokenTls(tls, origin === baseOrigin),
  };
}

export function badField(field: string, reason: string): Error {
  return fail("BAD_REQUEST", { detail: `${field} ${reason}` });
}
