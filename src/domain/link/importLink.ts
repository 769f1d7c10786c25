import { importGrafana } from "./importGrafana.ts";
import { importPrometheus } from "./importPrometheus.ts";
import type { ImportContext, Imported } from "./importSource.ts";

/** A link of Prometheus, vmui or Grafana Explore as Explore's state, with what could not be taken over; null when it is ours or unknown. */
export function importLink(
  record: Readonly<Record<string, string>>,
  context: ImportContext,
): Imported | null {
  return importGrafana(record, context) ?? importPrometheus(record, context);
}
