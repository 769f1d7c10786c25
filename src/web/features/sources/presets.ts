import { emptyForm, type SourceForm } from "./sourceForm.ts";

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** Under the address field while this preset is chosen. */
  readonly addressHint: string;
  readonly form: SourceForm;
}

/** Systems whose address and way to sign in are known; the reader adds only what they were given. */
export const presets: readonly Preset[] = [
  {
    id: "coreweave",
    name: "CoreWeave",
    note: "Metrics: Global; a Super Region by its own host",
    addressHint:
      "A Super Region has its own host: observe.us-east.coreweave.com, us-west, eu-south. Older than 21 October 2024: prometheus-legacy.ord1.coreweave.com.",
    form: {
      ...emptyForm,
      preset: "coreweave",
      name: "CoreWeave",
      url: "https://observe.coreweave.com",
    },
  },
  {
    id: "coreweave-logs",
    name: "CoreWeave logs",
    note: "Logs and audit: Global; a Super Region by its own hosts",
    addressHint:
      "A Super Region has a host for logs, observe.us-east.coreweave.com, and one for audit logs, observe-audit.us-east.coreweave.com; so have us-west and eu-south. Older than March 2025: observe-legacy.coreweave.com.",
    form: {
      ...emptyForm,
      preset: "coreweave",
      name: "CoreWeave logs",
      kind: "loki",
      url: "https://observe.coreweave.com",
    },
  },
  {
    id: "wgtwo-prometheus",
    name: "Working Group Two Prometheus",
    note: "Client ID and secret, your own path prefix",
    addressHint: "The address ends with your own ID, as your console shows it.",
    form: {
      ...emptyForm,
      preset: "wgtwo-prometheus",
      name: "Working Group Two",
      url: "https://api.wgtwo.com/metrics/v1/prometheus/",
      authType: "basic",
    },
  },
  {
    id: "wgtwo-openmetrics",
    name: "Working Group Two OpenMetrics",
    note: "Current values, read every 30 s and kept for 24 h",
    addressHint: "Client ID and secret are those of your console, with the scope metrics.read.",
    form: {
      ...emptyForm,
      preset: "wgtwo-openmetrics",
      name: "Working Group Two OpenMetrics",
      kind: "openmetrics",
      url: "https://api.wgtwo.com/metrics/v1",
      interval: "30s",
      authType: "oauth2",
      tokenUrl: "https://id.wgtwo.com/oauth2/token",
      scopes: "metrics.read",
    },
  },
  {
    id: "metrics-page",
    name: "Anything with /metrics",
    note: "An application, an exporter, a node",
    addressHint: "Where its page is, as a Prometheus would scrape it.",
    form: { ...emptyForm, kind: "openmetrics", authType: "none" },
  },
];

export function findPreset(id: string | undefined): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}
