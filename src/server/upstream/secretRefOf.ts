import type { SecretRef, SourceAuthConfig } from "../sources/Source.ts";

/** The secret that a way to sign in is configured with; of OAuth2 the client's. */
export function secretRefOf(auth: SourceAuthConfig): SecretRef | null {
  switch (auth.type) {
    case "none":
      return null;
    case "bearer":
      return auth.credentials;
    case "basic":
      return auth.password;
    case "oauth2":
      return auth.clientSecret;
  }
}
