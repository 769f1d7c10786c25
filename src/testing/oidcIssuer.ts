import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
// @ts-expect-error -- it ships no types
import { Provider } from "oidc-provider";

export interface IssuedPerson {
  readonly sub: string;
  readonly name: string;
  readonly groups: readonly string[];
}

export interface OidcIssuer {
  readonly issuer: URL;
  /** Whoever comes now is this person. */
  become(person: IssuedPerson): void;
  /** Tells the issuer where its client lives, once that is known. */
  allow(redirectUri: string): void;
  close(): Promise<void>;
}

interface ProviderLike {
  callback(): (...exchange: unknown[]) => void;
  interactionDetails(...exchange: unknown[]): Promise<{
    prompt: { name: string };
    params: { client_id: string };
    grantId?: string;
  }>;
  interactionFinished(request: unknown, response: unknown, result: object): Promise<void>;
  readonly Grant: new (about: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
}
type ProviderClass = new (issuer: string, configuration: object) => ProviderLike;

/** A certified OpenID provider on a free loopback port, with one client, whose sign-in page signs in by itself. */
export async function startOidcIssuer(
  client: { id: string; secret: string },
  /** "localhost" is another site than 127.0.0.1 to a browser. */
  host: "127.0.0.1" | "localhost" = "127.0.0.1",
): Promise<OidcIssuer> {
  let person: IssuedPerson = { sub: "nobody", name: "Nobody", groups: [] };
  const redirectUris: string[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  let handle: ((...exchange: unknown[]) => void) | undefined;
  const provider = (): ProviderLike =>
    new (Provider as ProviderClass)(issuer, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: redirectUris,
          token_endpoint_auth_method: "client_secret_basic",
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ["sub"], profile: ["name", "groups"] },
      features: { devInteractions: { enabled: false } },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      renderError: (context: { body: string }, out: object) => (context.body = JSON.stringify(out)),
      cookies: { keys: ["a test key"] },
      interactions: { url: () => "/interaction" },
      findAccount: () => ({ accountId: person.sub, claims: () => ({ ...person }) }),
    });
  let made: ProviderLike | undefined;
  server.on("request", (request, response) => {
    made ??= provider();
    handle ??= made.callback();
    if (!request.url?.startsWith("/interaction")) return handle(request, response);
    void answerInteraction(made, [request, response], person).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return {
    issuer: new URL(issuer),
    become: (next) => (person = next),
    allow: (uri) => redirectUris.push(uri),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerInteraction(
  provider: ProviderLike,
  [request, response]: readonly [unknown, unknown],
  { sub }: IssuedPerson,
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response);
  if (prompt.name === "login")
    return provider.interactionFinished(request, response, { login: { accountId: sub } });
  const grant = new provider.Grant({ accountId: sub, clientId: params.client_id });
  grant.addOIDCScope("openid profile");
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}
