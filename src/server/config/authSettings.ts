import { isIP } from "node:net";
import type { AuthSettings, OidcSettings, ProxySettings, RoleGroups } from "../auth/AuthSettings.ts";
import { isLoopbackHost } from "../sources/addressPolicy.ts";
import type { SecretRef } from "../sources/Source.ts";
import type { Environment } from "./Environment.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import type { FileConfig } from "./schema.ts";
import { resolveFile, resolveSecret } from "./secretRef.ts";
import { readText } from "./readText.ts";

type AuthEntry = FileConfig["auth"];

/** Shorter ones can be guessed; the page demands as much of everybody. */
const SHORTEST_PASSWORD = 10;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
/** Headers that mean something else, or that every client sends as it likes. */
const NOT_IDENTITIES = new Set([
  "authorization",
  "cookie",
  "host",
  "origin",
  "user-agent",
  "x-forwarded-for",
]);

/** How people sign in. What must not run goes to the context's issues. */
export function authSettings(entry: AuthEntry, environment: Environment, context: Resolving): AuthSettings {
  const place = within(context, ["auth"]);
  const { mode } = entry;
  for (const block of ["oidc", "proxy"] as const) {
    if (entry[block] !== undefined && mode !== block)
      refuse(place, [block], `is for auth.mode ${block}, not ${mode}`);
  }
  if (mode === "oidc" && entry.oidc === undefined) refuse(place, ["oidc"], "is needed for mode oidc");
  const oidc = mode === "oidc" && entry.oidc ? oidcOf(entry.oidc, within(place, ["oidc"])) : undefined;
  const proxy = mode === "proxy" ? proxyOf(entry.proxy ?? {}, within(place, ["proxy"])) : undefined;
  const adminPassword = mode === "password" ? adminPasswordOf(environment, context) : undefined;
  return {
    mode,
    allowsPublicLinks: entry.public_links,
    ...(oidc && { oidc }),
    ...(proxy && { proxy }),
    ...(adminPassword && { adminPassword }),
  };
}

function oidcOf(entry: NonNullable<AuthEntry["oidc"]>, place: Resolving): OidcSettings | undefined {
  const { client_secret: value, client_secret_file: file } = entry;
  const clientSecret = resolveSecret(
    { value, file, key: "client_secret", fileKey: "client_secret_file" },
    place,
  );
  const issuer = issuerOf(entry.issuer, place);
  const caFile =
    entry.ca_file === undefined
      ? undefined
      : resolveFile(entry.ca_file, { key: "ca_file", isSecret: false }, place);
  const roles = rolesOf(entry.roles, within(place, ["roles"]));
  if (clientSecret === undefined || issuer === undefined) return undefined;
  return {
    issuer,
    clientId: entry.client_id,
    clientSecret,
    scopes: entry.scopes,
    groupsClaim: entry.groups_claim,
    nameClaim: entry.name_claim,
    roles,
    ...(caFile !== undefined && { caFile }),
  };
}

function issuerOf(text: string, place: Resolving): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "") {
    refuse(place, ["issuer"], "must be the https:// address of the issuer, as its metadata spells it");
    return undefined;
  }
  if (url.protocol === "https:" || isLoopbackHost(url.hostname)) return url;
  refuse(place, ["issuer"], "who somebody is would cross the network unprotected; use https://");
  return undefined;
}

function proxyOf(entry: NonNullable<AuthEntry["proxy"]>, place: Resolving): ProxySettings {
  const { user_header: user = "X-Forwarded-User", groups_header: groups } = entry;
  for (const [key, name] of [
    ["user_header", user],
    ["groups_header", groups],
  ] as const) {
    if (name === undefined) continue;
    // S10: "_" is "-" to some servers, so a client could send the other spelling.
    if (!HEADER.test(name))
      refuse(place, [key], "must be a header of letters, digits and -, such as X-Forwarded-User");
    else if (NOT_IDENTITIES.has(name.toLowerCase()))
      refuse(place, [key], "is a header that clients set themselves");
  }
  if (groups !== undefined && groups.toLowerCase() === user.toLowerCase())
    refuse(place, ["groups_header"], "must differ from user_header");
  return {
    userHeader: user.toLowerCase(),
    ...(groups !== undefined && { groupsHeader: groups.toLowerCase() }),
    roles: entry.roles === undefined ? { viewer: ["*"] } : rolesOf(entry.roles, within(place, ["roles"])),
  };
}

function rolesOf(
  entry: { [K in keyof RoleGroups]?: readonly string[] | undefined },
  place: Resolving,
): RoleGroups {
  const { viewer, editor, admin } = entry;
  if ([viewer, editor, admin].every((names) => (names ?? []).length === 0))
    refuse(place, [], "nobody would have a role; name groups under admin, editor or viewer");
  if (admin?.includes("*") === true)
    refuse(place, ["admin"], 'everybody would be an admin; "*" may be editor or viewer');
  return { ...(viewer && { viewer }), ...(editor && { editor }), ...(admin && { admin }) };
}

function adminPasswordOf(environment: Environment, context: Resolving): SecretRef | undefined {
  const [key, fileKey] = ["SIGHTGLASS_ADMIN_PASSWORD", "SIGHTGLASS_ADMIN_PASSWORD_FILE"];
  const [value, file] = [environment.secret(key)?.reveal(), environment.get(fileKey)];
  if (value === undefined && file === undefined) return undefined;
  const place = {
    ...context,
    baseDir: process.cwd(),
    at: (path: readonly (string | number)[]) => String(path[0] ?? key),
  };
  const ref = resolveSecret({ value, file, key, fileKey }, place);
  if (ref === undefined) return undefined;
  const text = ref.kind === "value" ? ref.secret.reveal() : readText(ref.path).trim();
  if (text.length < SHORTEST_PASSWORD)
    refuse(
      place,
      [ref.kind === "value" ? key : fileKey],
      `must have at least ${SHORTEST_PASSWORD} characters`,
    );
  return ref;
}

/** Addresses and ranges ("10.0.0.0/8"); what covers much of the world is no list of proxies. */
export function trustedProxiesOf(entries: readonly string[], context: Resolving): readonly string[] {
  entries.forEach((entry, index) => {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const place = ["server", "trusted_proxies", index];
    if (family === 0 || (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)))
      refuse(context, place, "must be an address or a range, such as 10.0.0.4 or 10.0.0.0/24");
    else if (Number(bits ?? most) < (family === 6 ? 16 : 8))
      refuse(context, place, "is so wide that anybody could say who they are; name your proxies");
  });
  return entries;
}
