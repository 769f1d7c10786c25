import type { AddressInfo } from "node:net";
import { isLoopbackHost } from "./addressPolicy.ts";

/** Is this origin where we listen, or the address people use for us (S10)? */
export function isOurselves(
  origin: string,
  address: AddressInfo | string | null,
  publicUrl: URL | undefined,
): boolean {
  const { hostname, port, protocol } = new URL(origin);
  const isOwnPort =
    typeof address === "object" && address?.port === Number(port || (protocol === "http:" ? 80 : 443));
  return (isOwnPort && isLoopbackHost(hostname)) || origin === publicUrl?.origin;
}
