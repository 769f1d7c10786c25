import {
  ServerResponse,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from "node:http";
import { requestIdOf } from "./requestId.ts";
import { securityHeaders, STRICT_TRANSPORT } from "./securityHeaders.ts";

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * An answer that carries the security headers and its request id, whoever makes it: those that were not set by then
 * are added when its head is written. Routes replace the policy and the caching.
 */
export class GuardedResponse<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
  /** Name, value, name, value … */
  get guards(): readonly string[] {
    return PLAIN;
  }

  override writeHead(status: number, reason?: string | Headers, headers?: Headers): this {
    const { guards } = this;
    for (let i = 0; i < guards.length; i += 2) this.#add(guards[i] ?? "", guards[i + 1] ?? "");
    this.#add("x-request-id", requestIdOf(this.req));
    if (typeof reason === "string") return super.writeHead(status, reason, headers);
    return super.writeHead(status, reason ?? headers);
  }

  /** All at once, which is several times cheaper than one by one. None may be set before. */
  writeWholeHead(status: number, headers: readonly string[]): void {
    super.writeHead(status, [...this.guards, "x-request-id", requestIdOf(this.req), ...headers]);
  }

  #add(name: string, value: string): void {
    if (!this.hasHeader(name)) this.setHeader(name, value);
  }
}

/** The same where the configured address is https. */
export class StrictResponse<R extends IncomingMessage = IncomingMessage> extends GuardedResponse<R> {
  override get guards(): readonly string[] {
    return STRICT;
  }
}

const PLAIN = Object.entries(securityHeaders).flat();
const STRICT = [...PLAIN, "strict-transport-security", STRICT_TRANSPORT];
