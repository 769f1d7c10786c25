import type { SourceKind } from "../../../contract/sources.ts";

/** The kinds of sources as people call them. */
export const kindNames: Readonly<Record<SourceKind, string>> = {
  prometheus: "Prometheus",
  loki: "Loki",
  openmetrics: "OpenMetrics page",
};
