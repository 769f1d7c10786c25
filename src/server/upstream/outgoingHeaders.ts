import { fail } from "../../domain/problem/Problem.ts";
import type { Secret } from "../config/Secret.ts";
import type { SecretRef, Source } from "../sources/Source.ts";
import { isHeaderText } from "./readSecret.ts";

/** Ours or the connection's: a configured header never replaces them. */
const RESERVED = new Set([
  "host",
  "connection",
  "content-length",
  "content-type",
  "transfer-encoding",
  "accept",
  "accept-encoding",
  "user-agent",
  "authorization",
  "proxy-authorization",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "keep-alive",
  "cookie",
]);
const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/;

export interface HeaderNeeds {
  readonly acceptsGzip: boolean;
  readonly isPost: boolean;
  readonly categorizesLabels: boolean;
}

/** The one header of a reader's that means something upstream, and the one value of it that is sent on. */
export const ENCODING_FLAGS = { name: "x-loki-response-encoding-flags", value: "categorize-labels" } as const;

/**
 * Builds the whole set of request headers from nothing; no header of the reader is ever copied. Beside the host,
 * connection and content-length of `requestText`, a source receives: accept, accept-encoding (gzip or identity),
 * user-agent, content-type when POST, Loki's encoding flag when asked for, authorization, and the headers of its
 * configuration.
 */
export function createHeaderBuilder(
  source: Source,
  userAgent: string,
  readSecret: (ref: SecretRef) => Secret,
): (needs: HeaderNeeds) => string[] {
  const constant = ["accept", "application/json", "user-agent", userAgent];
  const configured: [string, Secret][] = [];
  for (const [name, value] of source.headers) {
    const lower = name.toLowerCase();
    if (NAME.test(name) && !RESERVED.has(lower)) configured.push([lower, value]);
  }
  const build = (
    { acceptsGzip, isPost, categorizesLabels }: HeaderNeeds,
    secret: Secret | null,
  ): string[] => {
    const headers = [...constant, "accept-encoding", acceptsGzip ? "gzip" : "identity"];
    if (isPost) headers.push("content-type", "application/x-www-form-urlencoded");
    if (categorizesLabels) headers.push(ENCODING_FLAGS.name, ENCODING_FLAGS.value);
    const authorization = secret === null ? null : authorizationText(source, secret);
    if (authorization !== null) headers.push("authorization", authorization);
    for (const [name, value] of configured)
      headers.push(name, headerText(value.reveal(), "A configured header"));
    return headers;
  };
  // Checked and put together once per secret: the sets differ in their needs only.
  const ref = secretRef(source);
  let known: Secret | null = null;
  let sets: (string[] | undefined)[] = [];
  return (needs) => {
    const secret = ref === null ? null : readSecret(ref);
    if (secret !== known) sets = [];
    known = secret;
    const set = (needs.acceptsGzip ? 1 : 0) + (needs.isPost ? 2 : 0) + (needs.categorizesLabels ? 4 : 0);
    return (sets[set] ??= build(needs, secret));
  };
}

function secretRef({ auth }: Source): SecretRef | null {
  if (auth.type === "none") return null;
  return auth.type === "bearer" ? auth.credentials : auth.password;
}

/** The one place where a credential becomes text; it is written to the socket after TLS is verified. */
function authorizationText({ auth }: Source, secret: Secret): string | null {
  switch (auth.type) {
    case "none":
      return null;
    case "bearer":
      return headerText(`${auth.scheme} ${secret.reveal()}`, "The secret");
    case "basic":
      return `Basic ${Buffer.from(`${auth.username}:${secret.reveal()}`).toString("base64")}`;
  }
}

function headerText(text: string, what: string): string {
  if (isHeaderText(text)) return text;
  throw fail("UPSTREAM_AUTH", {
    source: "sightglass",
    detail: `${what} holds characters no header may hold`,
  });
}
