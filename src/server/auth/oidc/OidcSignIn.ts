import type { Configuration } from "openid-client";
import { fail, ProblemError } from "../../../domain/problem/Problem.ts";
import { isLoopbackHost } from "../../sources/addressPolicy.ts";
import type { PersonRow } from "../../store/AccountStores.ts";
import { createSecretReader } from "../../upstream/readSecret.ts";
import type { OidcSettings } from "../AuthSettings.ts";
import type { ForeignPeople } from "../ForeignPeople.ts";
import { roleOf } from "../roleOf.ts";
import { type CookieRules, SessionCookie } from "../SessionCookie.ts";
import { issuerFetch } from "./fetchIssuer.ts";
import { decodePending, encodePending, type PendingSignIn } from "./PendingSignIn.ts";
import { hasClaim, nameIn, textsIn } from "./claims.ts";

/** Signing in at the issuer may take this long. */
const PENDING_S = 600;

export interface OidcDeps {
  readonly people: ForeignPeople;
  readonly redirectUri: () => string;
  readonly rules: CookieRules;
  /** HTTPS_PROXY and NO_PROXY are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Client = typeof import("openid-client");

interface Issuer {
  readonly client: Client;
  readonly config: Configuration;
}

/**
 * Sign-in at an OpenID Connect issuer: authorization code with PKCE, state and nonce, all bound to one cookie of the
 * browser that began it. Nothing is kept here meanwhile, so any replica can finish what another began.
 */
export class OidcSignIn {
  readonly cookie: SessionCookie;
  readonly #settings: OidcSettings;
  readonly #deps: OidcDeps;
  #issuer: Promise<Issuer> | undefined;

  constructor(settings: OidcSettings, deps: OidcDeps) {
    this.#settings = settings;
    this.#deps = deps;
    // Lax, since it must come with the way back, which begins on a page of the issuer.
    this.cookie = new SessionCookie("sightglass-sign-in", deps.rules, "Lax");
  }

  /** The issuer's page, and the cookie that belongs to this one try. Throws ISSUER_FAILED. */
  async begin(returnTo: string, nowMs: number): Promise<{ readonly url: URL; readonly setCookie: string }> {
    const { client, config } = await this.#discover();
    const pending: PendingSignIn = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
      startedMs: nowMs,
    };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: this.#deps.redirectUri(),
      scope: ["openid", ...this.#settings.scopes].join(" "),
      response_type: "code",
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: "S256",
    });
    return { url, setCookie: this.cookie.set(encodePending(pending), PENDING_S) };
  }

  /**
   * `search` is the query the issuer sent the browser back with, `kept` the cookie's value. Throws ISSUER_FAILED, and
   * SIGN_IN_REFUSED for somebody without a role.
   */
  async finish(
    search: string,
    { kept, nowMs }: { readonly kept: string | undefined; readonly nowMs: number },
  ): Promise<{ readonly person: PersonRow; readonly returnTo: string }> {
    const pending = decodePending(kept ?? "");
    if (pending === null || nowMs - pending.startedMs > PENDING_S * 1_000)
      throw fail("ISSUER_FAILED", { hint: "Signing in took too long, or began elsewhere; begin again." });
    const { subject, claims } = await this.#askWho(search, pending);
    const { groupsClaim, nameClaim, roles, issuer } = this.#settings;
    const role = roleOf(textsIn(claims, groupsClaim), roles);
    const who = { origin: "oidc", subject: JSON.stringify([issuer.href, subject]) } as const;
    if (role === undefined) {
      await this.#deps.people.dismiss(who);
      throw fail("SIGN_IN_REFUSED");
    }
    const name = nameIn(claims, nameClaim) ?? subject.slice(0, 200);
    const row = await this.#deps.people.admit({ ...who, name, role });
    return { person: await this.#deps.people.rename(row, name), returnTo: pending.returnTo };
  }

  async #askWho(search: string, { state, nonce, verifier }: PendingSignIn) {
    const { client, config } = await this.#discover();
    // Our own address as configured, never the one the request came by.
    const here = new URL(this.#deps.redirectUri() + search);
    try {
      const answer = await client.authorizationCodeGrant(config, here, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const inToken = answer.claims();
      if (inToken === undefined) throw new Error("there is no ID token");
      const hasAll = [this.#settings.groupsClaim, this.#settings.nameClaim].every((claim) =>
        hasClaim(inToken, claim),
      );
      const more =
        hasAll || config.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await client.fetchUserInfo(config, answer.access_token, inToken.sub);
      return { subject: inToken.sub, claims: { ...more, ...inToken } as Readonly<Record<string, unknown>> };
    } catch (cause) {
      // Its keys or our secret may have changed since.
      this.#issuer = undefined;
      throw new ProblemError(fail("ISSUER_FAILED").problem, { cause });
    }
  }

  /** Once; again at the next try when it failed. */
  async #discover(): Promise<Issuer> {
    this.#issuer ??= this.#findIssuer();
    try {
      return await this.#issuer;
    } catch (cause) {
      this.#issuer = undefined;
      throw new ProblemError(fail("ISSUER_FAILED").problem, { cause });
    }
  }

  async #findIssuer(): Promise<Issuer> {
    const client = await import("openid-client");
    const { issuer, clientId, clientSecret, caFile } = this.#settings;
    const isPlain = issuer.protocol === "http:" && isLoopbackHost(issuer.hostname);
    const secret = createSecretReader()(clientSecret).reveal();
    const config = await client.discovery(issuer, clientId, {}, client.ClientSecretBasic(secret), {
      [client.customFetch]: issuerFetch({ caFile, env: this.#deps.env }),
      ...(isPlain && { execute: [client.allowInsecureRequests] }),
    });
    return { client, config };
  }
}
