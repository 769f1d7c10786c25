import { randomFillSync } from "node:crypto";
import type { IncomingMessage } from "node:http";

const ID = Symbol("request id");
const ID_BYTES = 9;
/** Random bytes are drawn for many ids at once: a draw costs as much as parsing a request does. */
const stock = Buffer.allocUnsafeSlow(ID_BYTES * 128);
let used = stock.length;

declare module "node:http" {
  interface IncomingMessage {
    [ID]?: string;
  }
}

/** 12 characters, unguessable enough to be quoted in a ticket; never taken from the client. */
export function requestIdOf(request: IncomingMessage): string {
  return (request[ID] ??= freshId());
}

function freshId(): string {
  if (used === stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  used += ID_BYTES;
  return stock.toString("base64url", used - ID_BYTES, used);
}
