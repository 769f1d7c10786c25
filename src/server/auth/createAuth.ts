import { isLoopbackHost } from "../sources/addressPolicy.ts";
import type { Config } from "../config/Config.ts";
import type { Peers } from "../http/Peers.ts";
import type { Store } from "../store/Store.ts";
import type { AuthSettings } from "./AuthSettings.ts";
import { AccessTokens } from "./AccessTokens.ts";
import { type Authenticator, openToAll } from "./Authenticator.ts";
import { createAuthenticator } from "./createAuthenticator.ts";
import { ForeignPeople } from "./ForeignPeople.ts";
import { OidcSignIn } from "./oidc/OidcSignIn.ts";
import { PasswordSignIn } from "./PasswordSignIn.ts";
import { LOCAL } from "./Principal.ts";
import { proxyIdentity } from "./proxyIdentity.ts";
import { SessionCookie } from "./SessionCookie.ts";
import { Sessions } from "./Sessions.ts";
import { SharedTries } from "./SharedTries.ts";
import type { TryCounts } from "./SharedTry.ts";
import { SignInTries, type Tries } from "./SignInTries.ts";

/** What knows who somebody is. */
export type AccountStore = Pick<Store, "people" | "sessions" | "tokens" | "audit">;

export interface AuthDeps {
  readonly config: Pick<Config, "publicUrl" | "basePath"> & Partial<Pick<Config, "auth" | "tls">>;
  readonly store: AccountStore;
  readonly peers: Peers;
  readonly now: () => number;
  /** Of all replicas; default: this process is alone. */
  readonly tries?: TryCounts | undefined;
  /** HTTPS_PROXY and NO_PROXY, for the way to an issuer. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Where this server is, for the way back from an issuer: "http://127.0.0.1:8790", without base path. */
  readonly ownOrigin: () => string;
}

/** Everything about who somebody is, built once per app; what a mode does not have is absent. */
export interface Auth {
  readonly authenticator: Authenticator;
  /** Absent in mode `none`. */
  readonly accounts?: Accounts;
}

export interface Accounts {
  readonly store: AccountStore;
  readonly tokens: AccessTokens;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  /** Mode `password`: what a browser keeps when its person signed out (`knownBrowser`). */
  readonly knownCookie: SessionCookie;
  readonly password?: PasswordSignIn;
  readonly oidc?: OidcSignIn;
}

const NO_SIGN_IN: AuthSettings = { mode: "none", allowsPublicLinks: false };

export function createAuth({ config, store, peers, now, tries, env = {}, ownOrigin }: AuthDeps): Auth {
  const { publicUrl, basePath, tls } = config;
  const { mode, oidc, proxy } = config.auth ?? NO_SIGN_IN;
  if (mode === "none") return { authenticator: openToAll(localPrincipal(publicUrl)) };
  const rules = { isHttps: publicUrl?.protocol === "https:" || tls !== undefined, basePath };
  const cookie = new SessionCookie("sightglass", rules);
  const { people } = store;
  const tokens = new AccessTokens({ ...store, now, origin: mode });
  const sessions = new Sessions({ ...store, now, origin: mode });
  const foreign = new ForeignPeople({ ...store, now });
  const authenticator = createAuthenticator({
    mode,
    tokens,
    sessions,
    cookie,
    ...(proxy && { named: proxyIdentity(proxy, { peers, people: foreign }) }),
  });
  const redirectUri = () => `${publicUrl?.origin ?? ownOrigin()}${basePath}/auth/callback`;
  return {
    authenticator,
    accounts: {
      store,
      tokens,
      sessions,
      cookie,
      knownCookie: new SessionCookie("sightglass-known", rules),
      ...(mode === "password" && { password: new PasswordSignIn(people, countTries(now, tries)) }),
      ...(oidc && { oidc: new OidcSignIn(oidc, { people: foreign, redirectUri, rules, env }) }),
    },
  };
}

/**
 * Without sign-in whoever reaches this machine's own address runs it. Behind a public address that is anybody the
 * proxy lets through, who may look and save, but not manage.
 */
function localPrincipal(publicUrl: URL | undefined) {
  const isOwn = publicUrl === undefined || isLoopbackHost(publicUrl.hostname);
  return isOwn ? LOCAL : ({ ...LOCAL, name: "somebody", role: "editor" } as const);
}

function countTries(now: () => number, shared: TryCounts | undefined): Tries {
  const own = new SignInTries(now);
  return shared === undefined ? own : new SharedTries(own, shared);
}
