import type { IncomingMessage } from "node:http";

/** What the routes tell about a request, for its log line and its counters. */
export interface RequestFacts {
  route?: string;
  sourceId?: string;
  queryHash?: string;
  queryLength?: number;
  code?: string;
}

const facts = new WeakMap<IncomingMessage, RequestFacts>();

/** The facts of a request, to read or to add to. */
export function factsOf(request: IncomingMessage): RequestFacts {
  const known = facts.get(request);
  if (known) return known;
  const fresh: RequestFacts = {};
  facts.set(request, fresh);
  return fresh;
}
