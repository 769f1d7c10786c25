import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
// @ts-expect-error -- it ships no types
import { Provider } from "oidc-provider";

export interface TokenServer {
  readonly tokenUrl: string;
  /** Is this a token that it gave out, for this scope, and which still holds? */
  isGood(token: string, scope: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface TokenClient {
  readonly id: string;
  readonly secret: string;
  readonly scopes: readonly string[];
}

interface FoundToken {
  readonly isExpired: boolean;
  readonly scope?: string;
}

interface ProviderLike {
  callback(): (...exchange: unknown[]) => void;
  readonly ClientCredentials: { find(value: string): Promise<FoundToken | undefined> };
}

type ProviderClass = new (issuer: string, configuration: object) => ProviderLike;

/** A certified OAuth2 server with one client, on a free loopback port; its tokens live `lifeS` seconds. */
export async function startTokenServer(client: TokenClient, lifeS = 600): Promise<TokenServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new (Provider as ProviderClass)(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: "client_secret_basic",
        scope: client.scopes.join(" "),
      },
    ],
    // The second one is nobody's.
    scopes: [...client.scopes, "metrics.write"],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { ClientCredentials: lifeS },
  });
  server.on("request", provider.callback());
  return {
    tokenUrl: `${issuer}/token`,
    isGood: async (token, scope) => {
      const found = await provider.ClientCredentials.find(token);
      return found !== undefined && !found.isExpired && (found.scope ?? "").split(" ").includes(scope);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
