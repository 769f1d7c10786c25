import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { isLoopbackHost } from "../sources/addressPolicy.ts";

/** Any of them says that somebody stands between. */
const FORWARDED = ["x-forwarded-for", "forwarded", "x-real-ip", "via"] as const;

/**
 * Who is at the other end. What a proxy says of its client counts only where the proxy itself is trusted
 * (`server.trusted_proxies`); from anybody else those headers are words.
 */
export class Peers {
  readonly #trusted = new BlockList();
  readonly #hasTrusted: boolean;

  /** "10.0.0.0/8", "::1" */
  constructor(trusted: readonly string[]) {
    this.#hasTrusted = trusted.length > 0;
    for (const range of trusted) {
      const [address = "", bits] = range.split("/", 2);
      const family = isIP(address) === 6 ? "ipv6" : "ipv4";
      if (bits === undefined) this.#trusted.addAddress(address, family);
      else this.#trusted.addSubnet(address, Number(bits), family);
    }
  }

  /** Is the connection itself from a trusted proxy? */
  isTrusted(request: IncomingMessage): boolean {
    return this.#trusts(plainAddress(request.socket.remoteAddress ?? ""));
  }

  /** The address of the client: the last one in X-Forwarded-For that no trusted proxy of ours has. */
  addressOf(request: IncomingMessage): string {
    let address = plainAddress(request.socket.remoteAddress ?? "");
    const forwarded = request.headers["x-forwarded-for"];
    if (typeof forwarded !== "string") return address;
    const hops = forwarded.split(",").map((hop) => plainAddress(hop.trim()));
    while (this.#trusts(address)) {
      const before = hops.pop();
      // What is no address was not written by a proxy of ours.
      if (before === undefined || isIP(before) === 0) return address;
      address = before;
    }
    return address;
  }

  /** Does a trusted proxy say that its client came without TLS? */
  isPlain(request: IncomingMessage): boolean {
    return request.headers["x-forwarded-proto"] === "http" && this.isTrusted(request);
  }

  /** From the machine itself, asked for by its own name, with nobody between. */
  isThisMachine(request: IncomingMessage): boolean {
    if (FORWARDED.some((name) => request.headers[name] !== undefined)) return false;
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    return isLoopbackHost(request.socket.remoteAddress ?? "") && isLoopbackHost(host);
  }

  #trusts(address: string): boolean {
    if (!this.#hasTrusted) return false;
    const family = isIP(address);
    return family !== 0 && this.#trusted.check(address, family === 6 ? "ipv6" : "ipv4");
  }
}

/** "::ffff:10.0.0.4" is 10.0.0.4, and "[::1]" is ::1. */
function plainAddress(address: string): string {
  const bare = address.startsWith("[") && address.endsWith("]") ? address.slice(1, -1) : address;
  return bare.toLowerCase().startsWith("::ffff:") && isIP(bare.slice(7)) === 4 ? bare.slice(7) : bare;
}
