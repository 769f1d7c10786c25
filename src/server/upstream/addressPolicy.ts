import { BlockList, isIP } from "node:net";

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits = "0"] = range.split("/");
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

/** Link-local, and the addresses where clouds serve credentials to whoever asks (AWS, Azure, GCP; Alibaba; AWS IPv6). */
const never = blockList(["169.254.0.0/16", "fe80::/10", "100.100.100.200/32", "fd00:ec2::254/128"]);

const privateRanges = blockList([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  "fc00::/7",
  "ff00::/8",
]);

const METADATA_NAMES = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "instance-data",
  "instance-data.ec2.internal",
  "metadata.azure.internal",
  "metadata.tencentyun.com",
]);

const quad = (high: number, low: number): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;

/** IPv4 inside IPv6: mapped ::ffff:0:0/96, NAT64 64:ff9b::/96 and 6to4 2002::/16. */
function embeddedIpv4(address: string): string | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = ipv6Groups(address);
  if (a === 0x2002) return quad(b, c);
  if (a === 0x64 && b === 0xff9b && c + d + e + f === 0) return quad(g, h);
  if (a + b + c + d + e === 0 && (f === 0xffff || f === 0) && g !== 0) return quad(g, h);
  return null;
}

/** The eight groups of a valid IPv6 address. */
function ipv6Groups(address: string): number[] {
  const [head = "", tail = ""] = withoutDots(address).split("::");
  const start = parseGroups(head);
  const end = parseGroups(tail);
  return [...start, ...Array<number>(Math.max(0, 8 - start.length - end.length)).fill(0), ...end];
}

/** "::ffff:10.0.0.1" → "::ffff:a00:1" */
function withoutDots(address: string): string {
  const at = address.lastIndexOf(":") + 1;
  const [p, q, r, s] = address.slice(at).split(".").map(Number);
  if (p === undefined || q === undefined || r === undefined || s === undefined) return address;
  return `${address.slice(0, at)}${((p << 8) | q).toString(16)}:${((r << 8) | s).toString(16)}`;
}

function parseGroups(text: string): number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}

/** Is this name one under which a cloud serves its metadata? Compare after WHATWG parsing (lower case, punycode). */
export function isMetadataName(hostname: string): boolean {
  return METADATA_NAMES.has(hostname.toLowerCase().replace(/\.$/, ""));
}

/** May this address be connected to? `address` as text, IPv6 with or without brackets and zone. */
export function isAddressAllowed(address: string, allowPrivate: boolean): boolean {
  const bare = (address.startsWith("[") ? address.slice(1, -1) : address).split("%")[0] ?? "";
  const family = isIP(bare);
  if (family === 0) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  if (never.check(bare, type) || (!allowPrivate && privateRanges.check(bare, type))) return false;
  const inner = family === 6 ? embeddedIpv4(bare) : null;
  return inner === null || isAddressAllowed(inner, allowPrivate);
}
