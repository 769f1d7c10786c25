import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/**
 * Ends an answer of ours that takes longer than `answerMs` to be made and read (F60: a reader that takes a byte a
 * second would keep its connection for ever). Data routes have deadlines of their own, set per source, and are spared
 * the hook. To be called before there are routes.
 */
export function boundAnswers(app: FastifyInstance, answerMs: number): void {
  const bound = (_request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const timer = setTimeout(() => reply.raw.destroy(), answerMs);
    timer.unref();
    reply.raw.once("close", () => clearTimeout(timer));
    done();
  };
  app.addHook("onRoute", (route) => {
    if (route.config?.access !== "data") route.onRequest = [bound, ...[route.onRequest ?? []].flat()];
  });
  // What no route answers: the page's files, among others.
  app.addHook("onRequest", (request, reply, done) => {
    if (request.is404) bound(request, reply, done);
    else done();
  });
}
