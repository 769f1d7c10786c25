import type { FastifyInstance } from "fastify";
import type { Session } from "../../contract/session.ts";

/** What the page asks first. */
export function sessionRoutes(app: FastifyInstance, session: Session): void {
  app.get("/api/session", { config: { access: "own-read" } }, (): Session => session);
}
