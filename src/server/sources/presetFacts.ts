import type { SourcePreset } from "../../contract/sources.ts";

/** What a preset knows of a system beside its address and the way to sign in. */
export interface PresetFacts {
  readonly preset: SourcePreset;
  readonly firstQuery?: string;
  /** See `Source.healthPath`. */
  readonly healthPath?: string;
  /** The scrape interval of the system. */
  readonly minStepMs?: number;
}

const table: Readonly<Record<SourcePreset, PresetFacts>> = {
  coreweave: { preset: "coreweave", firstQuery: 'node_gpu_seconds_total{mode="idle"}' },
  // Working Group Two names this path as the test of the credentials, and scrapes every 30 s ("Accessing Metrics").
  "wgtwo-prometheus": { preset: "wgtwo-prometheus", healthPath: "/-/healthy", minStepMs: 30_000 },
};

/** The facts of a preset; nothing to add without one. */
export function presetFacts(preset: SourcePreset | undefined): Partial<PresetFacts> {
  return preset === undefined ? {} : table[preset];
}
