import { fail } from "../../domain/problem/Problem.ts";
import type { Secret } from "../config/Secret.ts";
import type { Source } from "../sources/Source.ts";
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

export interface HeaderOptions {
  readonly userAgent: string;
  /** Default: JSON. */
  readonly accept?: string;
  /** What to sign in with now; the same object for the same secret. Null: nothing. */
  readonly secretOf: () => Secret | null;
}

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
  source: Pick<Source, "auth" | "headers">,
  { userAgent, accept = "application/json", secretOf }: HeaderOptions,
): (needs: HeaderNeeds) => string[] {
  const constant = ["accept", accept, "user-agent", userAgent];
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
    const authorization = secret === null ? null : authorizationText(source.auth, secret);
    if (authorization !== null) headers.push("authorization", authorization);
    for (const [name, value] of configured)
      headers.push(name, headerText(value.reveal(), "A configured header"));
    return headers;
  };
  // Checked and put together once per secret: the sets differ in their needs only.
  let known: Secret | null = null;
  let sets: (string[] | undefined)[] = [];
  return (needs) => {
    const secret = secretOf();
    if (secret !== known) sets = [];
    known = secret;
    const set = (needs.acceptsGzip ? 1 : 0) + (needs.isPost ? 2 : 0) + (needs.categorizesLabels ? 4 : 0);
    return (sets[set] ??= build(needs, secret));
  };
}

/** The one place where a credential becomes text; it is written to the socket after TLS is verified. */
function authorizationText(auth: Source["auth"], secret: Secret): string | null {
  switch (auth.type) {
    case "none":
      return null;
    case "bearer":
      return headerText(`${auth.scheme} ${secret.reveal()}`, "The secret");
    case "oauth2":
      return headerText(`Bearer ${secret.reveal()}`, "The token");
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
