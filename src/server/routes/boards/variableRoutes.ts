import type { FastifyInstance, FastifyReply } from "fastify";
import { type VariableAnswer, variableAsk } from "../../../contract/boards.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { untilGone } from "../../http/untilGone.ts";
import { checkChoices } from "../../panels/checkChoices.ts";
import { forReader } from "../../panels/forReaders.ts";
import { parseBody } from "../parseBody.ts";
import type { BoardRoutesOptions } from "./BoardRoutesOptions.ts";
import { boardIdOf } from "./pathIds.ts";

/** What there is to choose from, as of now. */
export function variableRoutes(app: FastifyInstance, { shelf, valuesOf }: BoardRoutesOptions): void {
  app.post(
    "/api/boards/:board/variables/:name",
    { config: { access: "own-write", role: "viewer", asks: "clamped" } },
    async (request, reply): Promise<VariableAnswer | FastifyReply> => {
      const { id: owner, role } = principalOf(request);
      const ask = parseBody(variableAsk, request.body);
      const { board } = await shelf.board(boardIdOf(request));
      const { name } = request.params as { name: string };
      const at = board.variables.findIndex((variable) => variable.name === name);
      const choice = board.variables[at]?.choice;
      if (choice === undefined) throw fail("BAD_VARIABLE", { detail: "This board has no such choice" });
      if (choice.kind !== "label")
        throw fail("BAD_VARIABLE", { detail: "Its values are with the board already" });
      const variables = checkChoices(board.variables.slice(0, at), ask.variables);
      const { startMs, endMs } = ask;
      const signal = untilGone(reply);
      try {
        return await valuesOf({ choice, variables, startMs, endMs, owner, signal });
      } catch (error) {
        // Nobody is there to be told.
        if (signal.aborted) return reply.hijack();
        throw forReader(error, role);
      }
    },
  );
}
