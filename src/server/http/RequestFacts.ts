import type { IncomingMessage } from "node:http";

/** What the routes tell about a request, for its log line and its counters. */
export interface RequestFacts {
  route?: string;
  sourceId?: string;
  queryHash?: string;
  queryLength?: number;
  code?: string;
}

const FACTS = Symbol("request facts");

declare module "node:http" {
  interface IncomingMessage {
    [FACTS]?: RequestFacts;
  }
}

/** The facts of a request, to read or to add to. */
export function factsOf(request: IncomingMessage): RequestFacts {
  return (request[FACTS] ??= {});
}
