import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Problem, ProblemError, problem } from "../../domain/problem/Problem.ts";
import { pathOf } from "./gate.ts";
import type { Logger } from "./Logger.ts";
import { renderProblem } from "./renderProblem.ts";
import { factsOf } from "./RequestFacts.ts";

/** Turns whatever a route throws into the one error shape; nothing of the error itself is shown. */
export function answerProblems(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => {
    const { value, status } = asProblem(error);
    if (value.code === "INTERNAL") {
      logger.error("request failed", {
        requestId: request.id,
        reason: error.message,
        ...(error.stack && { stack: error.stack }),
      });
    }
    return sendProblem({ value, status, request, reply });
  });
}

export function sendProblem(options: {
  value: Problem;
  status?: number | undefined;
  request: FastifyRequest;
  reply: FastifyReply;
}): FastifyReply {
  const { value, request, reply } = options;
  factsOf(request.raw).code = value.code;
  const rendered = renderProblem({ ...value, requestId: request.id }, pathOf(request.raw), options.status);
  // As bytes, since the framework adds a charset to text that has none.
  return reply.code(rendered.status).headers(rendered.headers).send(Buffer.from(rendered.body));
}

/** Ours as it is; the framework's own refusals (a broken body, one too large) by their status; the rest is a fault. */
function asProblem(error: FastifyError | ProblemError): { value: Problem; status?: number } {
  if (error instanceof ProblemError) return { value: error.problem };
  const { statusCode: status } = error;
  if (status === 415) return { value: problem("UNSUPPORTED_MEDIA") };
  if (status === 413) {
    return { value: problem("BAD_REQUEST", { hint: "The body may have at most 256 KiB." }), status };
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return { value: problem("BAD_REQUEST", { hint: "The body is not valid JSON." }), status };
  }
  return { value: problem("INTERNAL") };
}
