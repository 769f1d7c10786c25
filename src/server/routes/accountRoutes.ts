import type { FastifyInstance } from "fastify";
import type { Audit } from "../auth/AuditTrail.ts";
import type { AccountStore, Auth } from "../auth/createAuth.ts";
import type { Config } from "../config/Config.ts";
import type { Logger } from "../http/Logger.ts";
import type { Peers } from "../http/Peers.ts";
import type { SourceRegistry } from "../sources/SourceRegistry.ts";
import { auditRoutes } from "./auditRoutes.ts";
import { oidcRoutes } from "./oidcRoutes.ts";
import { peopleRoutes } from "./peopleRoutes.ts";
import { sessionRoutes } from "./sessionRoutes.ts";
import { tokenRoutes } from "./tokenRoutes.ts";

export interface AccountRoutesOptions {
  readonly config: Pick<Config, "basePath"> & Partial<Pick<Config, "auth">>;
  readonly auth: Auth;
  readonly audit: Audit;
  readonly store: AccountStore;
  readonly registry: SourceRegistry;
  readonly peers: Peers;
  readonly logger: Logger;
  readonly version: string;
  /** May sources be added here at all? */
  readonly canAdd: boolean;
  readonly now: () => number;
}

/** Signing in and out, and who may: people, their tokens, and what they did. */
export function accountRoutes(app: FastifyInstance, options: AccountRoutesOptions): void {
  const { config, auth, store, audit, now } = options;
  const { basePath } = config;
  sessionRoutes(app, { ...options, basePath, allowsPublicLinks: config.auth?.allowsPublicLinks ?? false });
  oidcRoutes(app, { ...options, basePath });
  const { accounts } = auth;
  const hasPasswords = accounts?.password !== undefined;
  peopleRoutes(app, { store: accounts?.store, hasPasswords, audit, now });
  tokenRoutes(app, { ...options, accounts });
  auditRoutes(app, store.audit);
}
