import type { FastifyRequest } from "fastify";
import { fail } from "../../domain/problem/Problem.ts";

const ID = /^[\w-]{22}$/;

/** The `:id` of the path. Anything that no id looks like is as unknown as an id that nothing has (S07). */
export function objectIdOf(request: FastifyRequest): string {
  const { id } = request.params as { readonly id?: string };
  if (id === undefined || !ID.test(id)) throw fail("NOT_FOUND");
  return id;
}
