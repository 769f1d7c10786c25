import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";

const ids = new WeakMap<IncomingMessage, string>();

/** 12 characters, unguessable enough to be quoted in a ticket; never taken from the client. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = randomBytes(9).toString("base64url");
  ids.set(request, id);
  return id;
}
