import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import { fail } from "../../domain/problem/Problem.ts";
import type { Principal } from "./Principal.ts";

const PRINCIPAL = Symbol("principal");

declare module "node:http" {
  interface IncomingMessage {
    [PRINCIPAL]?: Principal;
  }
}

/** Who asks, as the guard found before the route runs. Throws SIGN_IN_NEEDED where nobody is known. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = knownPrincipal(request);
  if (principal === undefined) throw fail("SIGN_IN_NEEDED");
  return principal;
}

/** The same for routes that are open to anybody. */
export function knownPrincipal(request: FastifyRequest): Principal | undefined {
  return request.raw[PRINCIPAL];
}

export function setPrincipal(request: IncomingMessage, principal: Principal): void {
  request[PRINCIPAL] = principal;
}
