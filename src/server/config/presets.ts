import { presetFacts } from "../sources/presetFacts.ts";
import type { Source } from "../sources/Source.ts";
import { refuse, type Resolving } from "./Resolving.ts";
import { resolveSource } from "./resolveSource.ts";
import type { PresetEntry, SourceEntry } from "./schema.ts";

type PresetSource = Pick<SourceEntry, "id" | "name" | "url">;

/**
 * CoreWeave's metrics hosts, Global first. The legacy host holds what was collected before 21 October 2024.
 * Source: CoreWeave, "Query observability data", Metrics data locations.
 */
const coreweaveHosts: readonly PresetSource[] = [
  { id: "coreweave-global", name: "CoreWeave Global", url: "https://observe.coreweave.com" },
  { id: "coreweave-us-east", name: "CoreWeave US East", url: "https://observe.us-east.coreweave.com" },
  { id: "coreweave-us-west", name: "CoreWeave US West", url: "https://observe.us-west.coreweave.com" },
  { id: "coreweave-eu-south", name: "CoreWeave EU South", url: "https://observe.eu-south.coreweave.com" },
  {
    id: "coreweave-legacy",
    name: "CoreWeave Legacy (before 21 Oct 2024)",
    url: "https://prometheus-legacy.ord1.coreweave.com",
  },
];

const WGTWO_BASE = "https://api.wgtwo.com/metrics/v1/prometheus";

/** The sources that a preset stands for. */
export function resolvePreset(entry: PresetEntry, context: Resolving): Source[] {
  switch (entry.preset) {
    case "coreweave":
      return resolveCoreweave(entry, context);
    case "wgtwo-prometheus":
      return resolveWgtwo(entry, context);
    case "wgtwo-openmetrics":
      refuse(context, ["preset"], "wgtwo-openmetrics: this version does not have it yet");
      return [];
  }
}

function resolveCoreweave(entry: PresetEntry, context: Resolving): Source[] {
  if (!entry.authorization) {
    refuse(
      context,
      ["preset"],
      "coreweave needs authorization: { credentials_file } with an API access token",
    );
    return [];
  }
  const before = context.issues.length;
  const sources: Source[] = [];
  for (const host of coreweaveHosts) {
    const source = resolveSource(asSource(entry, host), context, presetFacts("coreweave"));
    // The same mistake in every host is said once.
    if (!source || context.issues.length > before) return sources;
    sources.push(source);
  }
  return sources;
}

function resolveWgtwo(entry: PresetEntry, context: Resolving): Source[] {
  if (entry.prometheus_id === undefined || !entry.basic_auth) {
    refuse(
      context,
      ["preset"],
      "wgtwo-prometheus needs prometheus_id, and basic_auth with client id and client secret",
    );
    return [];
  }
  const source = resolveSource(
    asSource(entry, {
      id: "wgtwo-prometheus",
      name: "Working Group Two",
      url: `${WGTWO_BASE}/${entry.prometheus_id}`,
    }),
    context,
    presetFacts("wgtwo-prometheus"),
  );
  return source ? [source] : [];
}

function asSource(entry: PresetEntry, source: PresetSource): SourceEntry {
  const { preset: _preset, prometheus_id: _id, ...rest } = entry;
  return { ...rest, ...source, kind: "prometheus" };
}
