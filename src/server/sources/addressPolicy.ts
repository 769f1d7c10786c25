import { isIP } from "node:net";
import { isAddressAllowed, isMetadataName } from "../upstream/addressPolicy.ts";

/**
 * May a source have this host, as `new URL()` spells it? A name is judged by its spelling here, and by the address
 * it resolves to whenever it is connected to.
 */
export function isHostAllowed(hostname: string, allowPrivate: boolean): boolean {
  const host = unbracket(hostname.toLowerCase()).replace(/\.$/, "");
  if (isIP(host) !== 0) return isAddressAllowed(host, allowPrivate);
  if (host === "" || isMetadataName(host)) return false;
  return allowPrivate || !isLoopbackName(host);
}

/** Is this host the machine itself, by its spelling? "localhost", 127.0.0.0/8, ::1, ::ffff:127.0.0.1. */
export function isLoopbackHost(hostname: string): boolean {
  const host = unbracket(hostname.toLowerCase());
  if (isIP(host) === 4) return host.startsWith("127.");
  if (isIP(host) === 6) return host === "::1" || /^::ffff:(?:127\.|7f)/.test(host);
  return host === "localhost";
}

function isLoopbackName(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}

function unbracket(host: string): string {
  return host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
}
