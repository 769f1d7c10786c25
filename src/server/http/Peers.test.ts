import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { Peers } from "./Peers.ts";

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({
    socket: { remoteAddress },
    headers: { host: "127.0.0.1:8790", ...headers },
  }) as unknown as IncomingMessage;
const forwarded = (remoteAddress: string, hops: string) => from(remoteAddress, { "x-forwarded-for": hops });

describe("the address of a client", () => {
  const peers = new Peers(["10.0.0.0/24", "fd00::/32", "192.0.2.1"]);
  it.each([
    ["without a proxy its own", from("203.0.113.9"), "203.0.113.9"],
    ["mapped into IPv6 the same", from("::ffff:203.0.113.9"), "203.0.113.9"],
    ["its own, whatever it says", forwarded("203.0.113.9", "1.2.3.4"), "203.0.113.9"],
    ["what a trusted proxy says", forwarded("10.0.0.4", "203.0.113.9"), "203.0.113.9"],
    [
      "what the first of two trusted ones says",
      forwarded("10.0.0.4", "203.0.113.9, 192.0.2.1"),
      "203.0.113.9",
    ],
    ["not what the client told the proxy", forwarded("10.0.0.4", "1.2.3.4, 203.0.113.9"), "203.0.113.9"],
    ["IPv6 behind IPv6", forwarded("fd00::4", "2001:db8::7"), "2001:db8::7"],
    ["the proxy's where it says nothing of use", forwarded("10.0.0.4", "unknown"), "10.0.0.4"],
    ["the proxy's where it says nothing", from("10.0.0.4"), "10.0.0.4"],
  ])("is %s", (_what, request, address) => {
    expect(peers.addressOf(request)).toBe(address);
  });

  it("trusts nobody where nobody is named", () => {
    const nobody = new Peers([]);
    expect(nobody.isTrusted(from("127.0.0.1"))).toBe(false);
    expect(nobody.addressOf(forwarded("127.0.0.1", "1.2.3.4"))).toBe("127.0.0.1");
    expect(nobody.isPlain(from("127.0.0.1", { "x-forwarded-proto": "http" }))).toBe(false);
  });

  it("is this machine only where nobody stands between", () => {
    expect(peers.isThisMachine(from("127.0.0.1"))).toBe(true);
    expect(peers.isThisMachine(from("::1", { host: "[::1]:8790" }))).toBe(true);
    expect(peers.isThisMachine(from("10.0.0.4"))).toBe(false);
    expect(peers.isThisMachine(from("127.0.0.1", { host: "metrics.example.org" }))).toBe(false);
    expect(peers.isThisMachine(forwarded("127.0.0.1", "127.0.0.1"))).toBe(false);
    expect(peers.isThisMachine(from("127.0.0.1", { via: "1.1 varnish" }))).toBe(false);
  });
});
