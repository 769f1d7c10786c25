import { createHmac, randomBytes } from "node:crypto";
import type { Secret } from "../config/Secret.ts";
import type { SecretRef, Source } from "./Source.ts";

/** New at each start, so that a version says nothing about a secret to somebody who sees two of them (T1). */
let versionKey: Buffer = randomBytes(32);

/**
 * From now on equal sources have equal versions wherever this secret is known, so that replicas find each other's
 * answers. To be called before any source is made.
 */
export function keyVersionsBy(shared: Secret): void {
  versionKey = createHmac("sha256", shared.reveal()).update("versions of sources").digest();
}

/** Completes a source with its version: a fingerprint of everything in it, secrets included. */
export function withVersion(source: Omit<Source, "version">): Source {
  const facts = {
    ...source,
    auth: authFacts(source.auth),
    headers: [...source.headers].map(([name, value]) => [name, text(value)]),
  };
  const version = createHmac("sha256", versionKey)
    .update(JSON.stringify(facts))
    .digest("base64url")
    .slice(0, 22);
  return { ...source, version };
}

function authFacts(auth: Source["auth"]): unknown {
  switch (auth.type) {
    case "none":
      return auth;
    case "bearer":
      return [auth.type, auth.scheme, refFacts(auth.credentials)];
    case "basic":
      return [auth.type, auth.username, refFacts(auth.password)];
    case "oauth2": {
      const { clientSecret, endpointParams, ...rest } = auth;
      const params = [...endpointParams].map(([name, value]) => [name, text(value)]);
      return [rest, refFacts(clientSecret), params];
    }
  }
}

function refFacts(ref: SecretRef): string {
  return ref.kind === "file" ? `file ${ref.path}` : `value ${text(ref.secret)}`;
}

function text(secret: Secret): string {
  return createHmac("sha256", versionKey).update(secret.reveal()).digest("base64url");
}
