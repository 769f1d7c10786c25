import type { SourcePreset } from "../../contract/sources.ts";
import { presetFacts, type PresetHost } from "./presetFacts.ts";

/** What the form does not ask: limits of time and, unless its preset knows better, the usual scrape interval. */
export function addedDefaults(preset: SourcePreset | undefined, host: PresetHost) {
  return {
    timeoutMs: 60_000,
    metadataTimeoutMs: 15_000,
    minStepMs: 15_000,
    origin: "added" as const,
    ...presetFacts(preset, host),
  };
}
