import type { Secret } from "../config/Secret.ts";
import type { Source } from "../sources/Source.ts";
import { createTokenEndpoint, type TokenFetchOptions } from "./fetchToken.ts";
import { noteToken } from "./heldTokens.ts";
import { createSecretReader } from "./readSecret.ts";
import { secretRefOf } from "./secretRefOf.ts";
import { type TokenClock, TokenProvider } from "./TokenProvider.ts";

/** What one source signs in with, now. */
export interface Credentials {
  /** Null: no token has to be fetched. */
  readonly tokens: TokenProvider | null;
  /** Of a token: only what is at hand. */
  readonly secretOf: () => Secret | null;
  readonly close: () => void;
}

export interface CredentialOptions extends Omit<TokenFetchOptions, "allowPrivate" | "readSecret"> {
  readonly clock: TokenClock;
}

export function createCredentials(
  { auth, allowPrivate }: Pick<Source, "auth" | "allowPrivate">,
  options: CredentialOptions,
): Credentials {
  const readSecret = createSecretReader();
  if (auth.type !== "oauth2") {
    const ref = secretRefOf(auth);
    const secretOf = () => (ref === null ? null : readSecret(ref));
    return { tokens: null, secretOf, close: () => undefined };
  }
  const endpoint = createTokenEndpoint(auth, { ...options, allowPrivate, readSecret });
  const fetch = async () => {
    const fetched = await endpoint.fetch();
    noteToken(auth, fetched.token);
    return fetched;
  };
  const tokens = new TokenProvider(fetch, options.clock);
  return { tokens, secretOf: () => tokens.current(), close: () => endpoint.close() };
}
