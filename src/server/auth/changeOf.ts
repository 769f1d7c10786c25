import type { FastifyRequest } from "fastify";
import { fail } from "../../domain/problem/Problem.ts";
import type { Change } from "../store/Change.ts";
import { principalOf } from "./principalOf.ts";

const KEY = /^[\w-]{8,64}$/;

/**
 * Who changes something, now, and the header `Idempotency-Key` (8 to 64 of A-Z, a-z, 0-9, _ and -), with which a
 * request that is sent again changes nothing again (F52).
 */
export function changeOf(request: FastifyRequest, atMs: number): Change {
  const { id, name } = principalOf(request);
  const key = request.headers["idempotency-key"];
  if (key === undefined) return { personId: id, by: name, atMs };
  if (typeof key !== "string" || !KEY.test(key))
    throw fail("BAD_REQUEST", { detail: "Idempotency-Key: must be 8 to 64 of A-Z, a-z, 0-9, _ and -" });
  return { personId: id, by: name, atMs, idempotencyKey: key };
}
