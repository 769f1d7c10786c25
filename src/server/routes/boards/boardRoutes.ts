import type { FastifyInstance } from "fastify";
import { panelPlaceRoutes } from "../panels/panelPlaceRoutes.ts";
import { panelQueryRoutes } from "../panels/panelQueryRoutes.ts";
import { panelUsesRoutes } from "../panels/panelUsesRoutes.ts";
import { panelRoutes } from "../panels/panelRoutes.ts";
import { boardHistoryRoutes } from "./boardHistoryRoutes.ts";
import { boardReadRoutes } from "./boardReadRoutes.ts";
import type { BoardRoutesOptions } from "./BoardRoutesOptions.ts";
import { boardWriteRoutes } from "./boardWriteRoutes.ts";
import { variableRoutes } from "./variableRoutes.ts";

/** Everything about boards and panels. */
export function boardRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  boardReadRoutes(app, options);
  boardHistoryRoutes(app, options);
  boardWriteRoutes(app, options);
  variableRoutes(app, options);
  panelRoutes(app, options);
  panelUsesRoutes(app, options);
  panelPlaceRoutes(app, options);
  panelQueryRoutes(app, options);
}
