import { presetFacts, type PresetHost } from "../sources/presetFacts.ts";
import type { Source } from "../sources/Source.ts";
import { refuse, type Resolving } from "./Resolving.ts";
import { resolveSource } from "./resolveSource.ts";
import type { PresetEntry, SourceEntry } from "./schema.ts";

type PresetSource = Pick<SourceEntry, "id" | "name"> & PresetHost;

/**
 * CoreWeave's metrics hosts, Global first. The legacy host holds what was collected before 21 October 2024.
 * Source: CoreWeave, "Query observability data", Metrics data locations.
 */
const coreweaveMetrics: readonly Omit<PresetSource, "kind">[] = [
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

/**
 * CoreWeave's logs hosts. On the Global and the legacy host application, platform and audit logs are one dataset; in
 * a Super Region audit logs have a host of their own. The legacy host holds what was collected before March 2025.
 * Source: CoreWeave, "Query observability data", Global, Super Regional, and legacy log endpoints.
 */
const coreweaveLogs: readonly Omit<PresetSource, "kind">[] = [
  {
    id: "coreweave-logs-global",
    name: "CoreWeave Global logs and audit",
    url: "https://observe.coreweave.com",
  },
  ...[
    { region: "us-east", place: "US East" },
    { region: "us-west", place: "US West" },
    { region: "eu-south", place: "EU South" },
  ].flatMap(({ region, place }) => [
    {
      id: `coreweave-logs-${region}`,
      name: `CoreWeave ${place} logs`,
      url: `https://observe.${region}.coreweave.com`,
    },
    {
      id: `coreweave-audit-${region}`,
      name: `CoreWeave ${place} audit logs`,
      url: `https://observe-audit.${region}.coreweave.com`,
    },
  ]),
  {
    id: "coreweave-logs-legacy",
    name: "CoreWeave Legacy logs and audit (before Mar 2025)",
    url: "https://observe-legacy.coreweave.com",
  },
];

const coreweaveHosts: readonly PresetSource[] = [
  ...coreweaveMetrics.map((host) => ({ ...host, kind: "prometheus" as const })),
  ...coreweaveLogs.map((host) => ({ ...host, kind: "loki" as const })),
];

const WGTWO_BASE = "https://api.wgtwo.com/metrics/v1/prometheus";

/** The sources that a preset stands for. */
export function resolvePreset(entry: PresetEntry, context: Resolving): Source[] {
  if (entry.oauth2 && entry.preset !== "wgtwo-openmetrics") {
    refuse(context, ["oauth2"], `is not how ${entry.preset} signs in`);
    return [];
  }
  switch (entry.preset) {
    case "coreweave":
      return resolveCoreweave(entry, context);
    case "wgtwo-prometheus":
      return resolveWgtwo(entry, context);
    case "wgtwo-openmetrics":
      return resolveWgtwoPage(entry, context);
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
    const source = resolveSource(asSource(entry, host), context, presetFacts("coreweave", host));
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
  const host: PresetSource = {
    id: "wgtwo-prometheus",
    name: "Working Group Two",
    url: `${WGTWO_BASE}/${entry.prometheus_id}`,
    kind: "prometheus",
  };
  const source = resolveSource(asSource(entry, host), context, presetFacts("wgtwo-prometheus", host));
  return source ? [source] : [];
}

const WGTWO_TOKEN_URL = "https://id.wgtwo.com/oauth2/token";

/** The current values of the metrics API; the client needs nothing but its id and secret. */
function resolveWgtwoPage(entry: PresetEntry, context: Resolving): Source[] {
  if (!entry.oauth2) {
    refuse(context, ["preset"], "wgtwo-openmetrics needs oauth2: { client_id, client_secret_file }");
    return [];
  }
  const host: PresetSource = {
    id: "wgtwo-openmetrics",
    name: "Working Group Two OpenMetrics",
    url: "https://api.wgtwo.com/metrics/v1",
    kind: "openmetrics",
  };
  const { token_url: tokenUrl = WGTWO_TOKEN_URL, scopes, ...client } = entry.oauth2;
  const oauth2 = {
    ...client,
    token_url: tokenUrl,
    scopes: scopes.length > 0 ? scopes : ["metrics.read"],
  };
  const facts = presetFacts("wgtwo-openmetrics", host);
  const source = resolveSource({ ...asSource(entry, host), oauth2 }, context, facts);
  return source ? [source] : [];
}

function asSource(entry: PresetEntry, source: PresetSource): SourceEntry {
  const { preset, prometheus_id: _id, query_budget: budget, oauth2: _oauth2, ...rest } = entry;
  // CoreWeave's is for its logs; where a preset has no logs it is refused like on any other source.
  const hasBudget = budget !== undefined && (source.kind === "loki" || preset !== "coreweave");
  return { ...rest, ...source, ...(hasBudget && { query_budget: budget }) };
}
