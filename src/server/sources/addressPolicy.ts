import { BlockList, isIP } from "node:net";

/**
 * Which addresses a source may have. Judged on the host as configured and again, by the connector, on the
 * address that is really connected to (a name may resolve to anything).
 */

/** Never contacted: link-local, where clouds keep their instance credentials; multicast; "this network". */
const refused = blockList([
  ["169.254.0.0", 16],
  ["0.0.0.0", 8],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["fe80::", 10],
  ["ff00::", 8],
  ["::", 128],
  // Cloud metadata outside link-local: AWS over IPv6, Alibaba Cloud, Oracle Cloud.
  ["fd00:ec2::254", 128],
  ["100.100.100.200", 32],
  ["192.0.0.192", 32],
]);

const loopback = blockList([
  ["127.0.0.0", 8],
  ["::1", 128],
]);

const privateRanges = blockList([
  ["127.0.0.0", 8],
  ["::1", 128],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["192.0.0.0", 24],
  ["198.18.0.0", 15],
  ["fc00::", 7],
]);

/** Names under which clouds serve instance credentials. */
const metadataNames = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "instance-data",
  "instance-data.ec2.internal",
  "metadata.azure.internal",
  "metadata.oraclecloud.com",
  "metadata.tencentyun.com",
]);

export type AddressVerdict = "ok" | "private" | "refused";

/** Judges an IP address; IPv4 inside IPv6 (::ffff:a.b.c.d, 64:ff9b::/96, 2002::/16) counts as that IPv4. */
export function judgeAddress(address: string): AddressVerdict {
  const ip = innerIpv4(unbracket(address)) ?? unbracket(address);
  const family = isIP(ip) === 6 ? "ipv6" : "ipv4";
  if (isIP(ip) === 0 || refused.check(ip, family)) return "refused";
  return privateRanges.check(ip, family) ? "private" : "ok";
}

/** Judges a host as `new URL()` spells it: a name (already in punycode) or an address in brackets or dots. */
export function judgeHost(hostname: string): AddressVerdict {
  const host = unbracket(hostname.toLowerCase()).replace(/\.$/, "");
  if (isIP(host) !== 0) return judgeAddress(host);
  if (host === "" || metadataNames.has(host)) return "refused";
  return host === "localhost" || host.endsWith(".localhost") ? "private" : "ok";
}

/** Is this host the machine itself, by its spelling? "localhost", 127.0.0.0/8, ::1, ::ffff:127.0.0.1. */
export function isLoopbackHost(hostname: string): boolean {
  const host = unbracket(hostname.toLowerCase());
  if (host === "localhost") return true;
  const ip = innerIpv4(host) ?? host;
  if (isIP(ip) === 0) return false;
  return loopback.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");
}

function unbracket(host: string): string {
  return host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
}

/** The IPv4 address an IPv6 one stands for (RFC 4291 §2.5.5.2, RFC 6052, RFC 3056), if it stands for one. */
function innerIpv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const words = ipv6Words(address);
  const isZero = (from: number, to: number) => words.slice(from, to).every((word) => word === 0);
  if (isZero(0, 5) && words[5] === 0xff_ff) return dotted(words[6], words[7]);
  // ::a.b.c.d, deprecated; :: and ::1 are themselves.
  if (isZero(0, 6) && (words[6] !== 0 || (words[7] ?? 0) > 1)) return dotted(words[6], words[7]);
  if (words[0] === 0x64 && words[1] === 0xff_9b && isZero(2, 6)) return dotted(words[6], words[7]);
  if (words[0] === 0x20_02) return dotted(words[1], words[2]);
  return undefined;
}

function ipv6Words(address: string): number[] {
  const plain = address.split("%")[0] ?? "";
  // WHATWG spells the last 32 bits in hex, whatever was typed.
  const host = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const [head = "", tail] = host.split("::");
  const words = (text: string) => (text === "" ? [] : text.split(":").map((word) => Number.parseInt(word, 16)));
  const left = words(head);
  if (tail === undefined) return left;
  const right = words(tail);
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

function blockList(ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of ranges) list.addSubnet(net, bits, net.includes(":") ? "ipv6" : "ipv4");
  return list;
}
