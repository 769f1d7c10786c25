import type { FastifyInstance, FastifyRequest } from "fastify";
import type { MetricUses } from "../../../contract/panels.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { maySource } from "../../auth/Principal.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { metricUses } from "../../panels/metricUses.ts";
import { languageIn } from "../../panels/rights.ts";
import type { BoardRoutesOptions } from "../boards/BoardRoutesOptions.ts";

/** Longer is no name of a metric. */
const LONGEST = 1024;

/** GET /api/panels?metric=…&source=…: where a metric is used (G5), told to those who may ask its source. */
export function panelUsesRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  app.get("/api/panels", { config: { access: "own-read", role: "editor" } }, (request) =>
    usesOf(request, options),
  );
}

async function usesOf(request: FastifyRequest, { shelf, sources }: BoardRoutesOptions): Promise<MetricUses> {
  const asked = new URL(request.url, "http://localhost").searchParams;
  const [metric, sourceId] = [asked.get("metric") ?? "", asked.get("source") ?? ""];
  if (metric === "" || metric.length > LONGEST) throw fail("BAD_REQUEST", { detail: "metric: is not valid" });
  const language = maySource(principalOf(request), sourceId) ? languageIn(sources, sourceId) : null;
  if (language === null) throw fail("SOURCE_NOT_FOUND");
  return language === "promql" ? await metricUses(shelf, { sourceId, metric }) : { boards: [] };
}
