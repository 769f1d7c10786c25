import type { SourceKind, SourcePreset } from "../../contract/sources.ts";

/** What a preset knows of a system beside its address and the way to sign in. */
export interface PresetFacts {
  readonly preset: SourcePreset;
  readonly firstQuery?: string;
  /** See `Source.healthPath`. */
  readonly healthPath?: string;
  /** The scrape interval of the system. */
  readonly minStepMs?: number;
  /** See `Source.note`. */
  readonly note?: string;
}

/** A host of a system, and what it is asked for. */
export interface PresetHost {
  readonly kind: SourceKind;
  readonly url: string;
}

/**
 * First queries for CoreWeave's hosts. The audit one is the example of "Query observability data", for every cluster,
 * since nobody has named one yet.
 */
const COREWEAVE = {
  metrics: 'node_gpu_seconds_total{mode="idle"}',
  logs: '{namespace=~".+"}',
  audit:
    '{logging_component="unicaster", app="kube-apiserver", stream="", cluster=~".+"} | json | apiVersion="audit.k8s.io/v1" | json sourceIPs="sourceIPs" | json user_groups="user.groups"',
} as const;
/** Logs of a Super Region, whose audit events lie on another host; everywhere else they are in the same dataset. */
const WITHOUT_AUDIT = /^https:\/\/observe\.[a-z-]+\.coreweave\.com(?:\/|$)/;

/** The facts of a preset, for one of its hosts; nothing to add without one. */
export function presetFacts(preset: SourcePreset | undefined, host: PresetHost): Partial<PresetFacts> {
  switch (preset) {
    case "coreweave": {
      const logs = WITHOUT_AUDIT.test(host.url) ? "logs" : "audit";
      return { preset, firstQuery: COREWEAVE[host.kind === "loki" ? logs : "metrics"] };
    }
    case "wgtwo-prometheus":
      // Working Group Two names this path as the test of the credentials, and scrapes every 30 s ("Accessing Metrics").
      return { preset, healthPath: "/-/healthy", minStepMs: 30_000 };
    case "wgtwo-openmetrics":
      return {
        preset,
        minStepMs: 30_000,
        note: "Operational insight only, not suitable for billing purposes",
      };
    case "demo":
    case "self":
    case undefined:
      return {};
  }
}
