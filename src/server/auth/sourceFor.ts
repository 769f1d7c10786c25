import type { FastifyRequest } from "fastify";
import { fail } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import { maySource } from "./Principal.ts";
import { principalOf } from "./principalOf.ts";

/**
 * The source of this id, if whoever asks may ask it. One of somebody else's is as unknown as one that does not exist
 * (S08): SOURCE_NOT_FOUND.
 */
export function sourceFor(
  request: FastifyRequest,
  sources: { get(id: string): Source | undefined },
  id: string,
): Source {
  const source = sources.get(id);
  if (source === undefined || !maySource(principalOf(request), id)) throw fail("SOURCE_NOT_FOUND");
  return source;
}
