import type { FastifyRequest } from "fastify";
import { objectId } from "../../../contract/panels.ts";
import { fail } from "../../../domain/problem/Problem.ts";

/** The id of a board in the path; what cannot be one is no board. */
export function boardIdOf(request: FastifyRequest): string {
  return idIn(request, "board") ?? notFound("BOARD_NOT_FOUND");
}

export function panelIdOf(request: FastifyRequest): string {
  return idIn(request, "panel") ?? notFound("PANEL_NOT_FOUND");
}

function idIn({ params }: FastifyRequest, name: string): string | undefined {
  const parsed = objectId.safeParse((params as Readonly<Record<string, unknown>>)[name]);
  return parsed.success ? parsed.data : undefined;
}

function notFound(code: "BOARD_NOT_FOUND" | "PANEL_NOT_FOUND"): never {
  throw fail(code);
}
