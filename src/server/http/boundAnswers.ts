import type { FastifyInstance } from "fastify";

/**
 * Ends an answer of ours that takes longer than `answerMs` to be made and read (F60: a reader that takes a byte a
 * second would keep its connection for ever). Data routes have deadlines of their own, set per source.
 */
export function boundAnswers(app: FastifyInstance, answerMs: number): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (request.routeOptions.config.access === "data") return done();
    const timer = setTimeout(() => reply.raw.destroy(), answerMs);
    timer.unref();
    reply.raw.once("close", () => clearTimeout(timer));
    done();
  });
}
