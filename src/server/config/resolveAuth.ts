import { isLoopbackHost } from "../sources/addressPolicy.ts";
import { isFault } from "../sources/baseUrl.ts";
import type { OAuth2Config, SourceAuthConfig, SourceTls } from "../sources/Source.ts";
import { tokenTls } from "../sources/tokenTls.ts";
import { parseTokenUrl } from "../sources/tokenUrl.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import { resolveTls } from "./resolveTls.ts";
import type { OAuth2Entry, SourceEntry } from "./schema.ts";
import { Secret } from "./Secret.ts";
import { resolveSecret } from "./secretRef.ts";

/** What is known of the source when its way to sign in is read. */
export interface AuthPeer {
  readonly tls: SourceTls;
  /** "" where its URL is refused already. */
  readonly baseOrigin: string;
}

const WAYS = ["authorization", "basic_auth", "oauth2"] as const;

/** One of the three blocks of Prometheus' http_config, or none. */
export function resolveAuth(
  entry: SourceEntry,
  peer: AuthPeer,
  context: Resolving,
): SourceAuthConfig | undefined {
  const [given, second] = WAYS.filter((way) => entry[way] !== undefined);
  if (given !== undefined && second !== undefined) {
    refuse(context, [second], `give ${given} or ${second}, not both`);
    return undefined;
  }
  if (entry.authorization) return resolveBearer(entry.authorization, within(context, ["authorization"]));
  if (entry.basic_auth) return resolveBasic(entry.basic_auth, within(context, ["basic_auth"]));
  if (entry.oauth2) {
    const isInsecureAllowed = entry.allow_insecure;
    return resolveOAuth2(entry.oauth2, { ...peer, isInsecureAllowed }, within(context, ["oauth2"]));
  }
  return { type: "none" };
}

function resolveBearer(
  { type, credentials: value, credentials_file: file }: NonNullable<SourceEntry["authorization"]>,
  place: Resolving,
): SourceAuthConfig | undefined {
  if (type.toLowerCase() === "basic") refuse(place, ["type"], "use basic_auth for Basic");
  const ref = resolveSecret({ value, file, key: "credentials", fileKey: "credentials_file" }, place);
  return ref && { type: "bearer", scheme: type, credentials: ref };
}

function resolveBasic(
  { username, password: value, password_file: file }: NonNullable<SourceEntry["basic_auth"]>,
  place: Resolving,
): SourceAuthConfig | undefined {
  if (username.includes(":")) refuse(place, ["username"], "must not contain a colon");
  const ref = resolveSecret({ value, file, key: "password", fileKey: "password_file" }, place);
  return ref && { type: "basic", username, password: ref };
}

function resolveOAuth2(
  entry: OAuth2Entry,
  peer: AuthPeer & { readonly isInsecureAllowed: boolean },
  place: Resolving,
): OAuth2Config | undefined {
  const { client_secret: value, client_secret_file: file } = entry;
  const ref = resolveSecret({ value, file, key: "client_secret", fileKey: "client_secret_file" }, place);
  for (const name of ["grant_type", "scope"])
    if (Object.hasOwn(entry.endpoint_params, name)) refuse(place, ["endpoint_params", name], "is set by us");
  const tokenUrl = parseTokenUrl(entry.token_url, { allowPrivate: true });
  if (isFault(tokenUrl)) {
    refuse(place, ["token_url"], tokenUrl.reason);
    return undefined;
  }
  const { origin, protocol, hostname } = new URL(tokenUrl);
  const base = { isHttps: protocol === "https:", isLoopback: isLoopbackHost(hostname) };
  const tls = entry.tls_config
    ? resolveTls(entry.tls_config, { base, allowsInsecure: peer.isInsecureAllowed }, place)
    : tokenTls(peer.tls, origin === peer.baseOrigin);
  return (
    ref && {
      type: "oauth2",
      clientId: entry.client_id,
      clientSecret: ref,
      tokenUrl,
      scopes: entry.scopes,
      endpointParams: new Map(
        Object.entries(entry.endpoint_params).map(([name, text]) => [name, new Secret(text)]),
      ),
      tls,
    }
  );
}
