import type { AuthMode } from "../../contract/session.ts";
import type { AccessTokens } from "./AccessTokens.ts";
import { sentToken } from "./AccessTokens.ts";
import type { Authenticator } from "./Authenticator.ts";
import type { proxyIdentity } from "./proxyIdentity.ts";
import type { SessionCookie } from "./SessionCookie.ts";
import type { Sessions } from "./Sessions.ts";

export interface AuthenticatorParts {
  readonly mode: Exclude<AuthMode, "none">;
  readonly tokens: AccessTokens;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  /** Mode `proxy`, where there are no sessions of ours. */
  readonly named?: ReturnType<typeof proxyIdentity>;
}

/** A token is judged alone, whatever else came with it; without one it is the proxy's word, or the session. */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { mode, tokens, sessions, cookie, named } = parts;
  return {
    mode,
    identify: ({ raw }) => {
      const token = sentToken(raw);
      if (token !== undefined) return tokens.find(token);
      if (mode === "proxy") return named?.(raw);
      const value = cookie.read(raw);
      return value === undefined ? undefined : sessions.find(value);
    },
  };
}
