import type { FastifyRequest } from "fastify";
import type { AuthMode } from "../../contract/session.ts";
import type { Principal } from "./Principal.ts";

/** Finds out who asks. */
export interface Authenticator {
  readonly mode: AuthMode;
  /**
   * Undefined: nobody we know. At once where nothing has to be looked up (mode `none`, or no credential sent), since a
   * promise is felt on the data routes.
   */
  identify(request: FastifyRequest): Principal | undefined | Promise<Principal | undefined>;
}

/** Mode `none`: whoever reaches the server is `principal`. */
export function openToAll(principal: Principal): Authenticator {
  return { mode: "none", identify: () => principal };
}
