import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { isLoopbackHost } from "../sources/addressPolicy.ts";

export interface HostPolicyOptions {
  readonly bindHost: string;
  readonly publicUrl?: URL | undefined;
  /** Do we hold the certificate ourselves? */
  readonly hasTls?: boolean;
}

/** The names and origins under which we answer. Anything else is DNS rebinding or a mistake (S22). */
export class HostPolicy {
  readonly #publicUrl: URL | undefined;
  readonly #bindHost: string;
  readonly #scheme: "http" | "https";
  /** By local port, of which a server has one: judged for every request, so not parsed anew for each. */
  readonly #origins = new Map<number, readonly URL[]>();
  /** The last one that was ours: nearly every request has the same. */
  #knownHost = "";
  #knownPort = 0;

  constructor(options: HostPolicyOptions) {
    this.#bindHost = spell(options.bindHost);
    this.#publicUrl = options.publicUrl;
    this.#scheme = options.hasTls === true ? "https" : "http";
  }

  /**
   * May a program that only knows our network address ask for this one, such as a kubelet its health? An address cannot
   * be rebound as a name can, but it must be the very one the connection was made to.
   */
  servesProbe(host: string, { localAddress = "", localPort = 0 }: Socket): boolean {
    if (isLoopbackHost(this.#bindHost)) return false;
    const address = localAddress.replace(/^::ffff:(?=\d+\.)/, "");
    return host.toLowerCase() === `${spell(address)}:${localPort}`;
  }

  /** Is `host` (the one Host header, with its port) ours on the port the request came in by? */
  serves(host: string, localPort: number): boolean {
    if (localPort === this.#knownPort && host === this.#knownHost) return true;
    const origins = this.#originsOf(localPort);
    if (!origins.some((origin) => origin.host === normalHost(host, origin.protocol))) return false;
    this.#knownHost = host;
    this.#knownPort = localPort;
    return true;
  }

  /** Is `origin` (an Origin header) the page that we serve under this very Host? */
  isOwnOrigin(origin: string, host: string, localPort: number): boolean {
    return this.#originsOf(localPort).some(
      (own) => own.origin === origin && own.host === normalHost(host, own.protocol),
    );
  }

  #originsOf(localPort: number): readonly URL[] {
    const known = this.#origins.get(localPort);
    if (known) return known;
    const names = isLoopbackHost(this.#bindHost)
      ? ["127.0.0.1", "localhost", "[::1]", this.#bindHost]
      : [this.#bindHost];
    const own = [...new Set(names)].map((name) => new URL(`${this.#scheme}://${name}:${localPort}`));
    const origins = this.#publicUrl ? [...own, this.#publicUrl] : own;
    this.#origins.set(localPort, origins);
    return origins;
  }
}

/** The one Host header, or undefined when there is none or more than one. */
export function hostOf(request: IncomingMessage): string | undefined {
  const { rawHeaders } = request;
  let found: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length !== 4 || name.toLowerCase() !== "host") continue;
    if (found !== undefined) return undefined;
    found = rawHeaders[i + 1];
  }
  return found;
}

/** An address as it stands in a URL: IPv6 in brackets. */
function spell(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** Lower case, and without the port that the scheme implies; no parsing, so nothing odd becomes equal. */
function normalHost(host: string, protocol: string): string {
  return host.toLowerCase().replace(protocol === "https:" ? /:443$/ : /:80$/, "");
}
