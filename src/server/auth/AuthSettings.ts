import type { AuthMode, Role } from "../../contract/session.ts";
import type { SecretRef } from "../sources/Source.ts";

/** How people sign in, as the configuration says; checked before the process starts. */
export interface AuthSettings {
  readonly mode: AuthMode;
  /** Of the person "admin" (mode `password`), who has it again at each start as long as it is configured. */
  readonly adminPassword?: SecretRef;
  readonly oidc?: OidcSettings;
  readonly proxy?: ProxySettings;
  /** May links be opened without signing in, where their sender says so? */
  readonly allowsPublicLinks: boolean;
}

/** Names of groups, per role; "*" is everybody who signed in, and in mode `proxy` "user:alice" is alice. */
export type RoleGroups = Readonly<Partial<Record<Role, readonly string[]>>>;

export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: SecretRef;
  /** Besides "openid". */
  readonly scopes: readonly string[];
  readonly groupsClaim: string;
  readonly nameClaim: string;
  readonly roles: RoleGroups;
  /** PEM file of the CA of the issuer's certificate. */
  readonly caFile?: string;
}

export interface ProxySettings {
  /** Lower case: the header with the name of whoever signed in there. */
  readonly userHeader: string;
  /** Lower case: groups, separated by commas. */
  readonly groupsHeader?: string;
  readonly roles: RoleGroups;
}
