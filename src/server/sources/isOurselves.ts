import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { isLoopbackHost } from "./addressPolicy.ts";

/** Where a server listens, as this machine itself reaches it: "http://127.0.0.1:8790". */
export function ownOrigin({ server }: FastifyInstance): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 80;
  return `http://127.0.0.1:${port}`;
}

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
