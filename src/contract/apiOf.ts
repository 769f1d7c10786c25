import type { SourceKind } from "./sources.ts";

/** Whose HTTP API, and with it whose query language, a kind speaks. An OpenMetrics page is answered by our own engine. */
export function apiOf(kind: SourceKind): "prometheus" | "loki" {
  return kind === "loki" ? "loki" : "prometheus";
}
