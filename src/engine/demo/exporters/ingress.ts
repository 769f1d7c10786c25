import type { Pods } from "../cluster/pods.ts";
import type { Service } from "../cluster/services.ts";
import { latencyModes, SERVICES } from "../cluster/services.ts";
import { PEOPLE } from "../cluster/calendar.ts";
import type { Exporter, Family, Row } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { REQUEST_BOUNDS } from "../core/histogram.ts";
import type { Octave } from "../core/noise.ts";
import { CALM, count, flow, level } from "../core/signals.ts";
import type { WeekProfile } from "../core/WeekProfile.ts";
import { family, gauge } from "./families.ts";
import { processFamilies } from "./processFamilies.ts";
import { RARE } from "./shop.ts";
import type { PodTarget } from "./targets.ts";
import { podTargets } from "./targets.ts";

export const ingressTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => workload.namespace === "ingress-nginx",
    (pod) => ({
      job: "ingress-nginx",
      port: pod.workload.port,
      samples: 420,
      labels: { controller_class: "k8s.io/ingress-nginx" },
    }),
  );

/** Two controllers share what comes from outside, which is a third of what the services answer. */
const SHARE = 0.5 * 0.34;

const labelsOf = (service: Service) => ({
  ingress: "shop",
  exported_namespace: "shop",
  exported_service: service.name,
  host: "shop.example",
  path: service.path,
});

interface Status {
  readonly status: string;
  readonly profile: WeekProfile;
  readonly share: number;
  readonly octaves: readonly Octave[];
}

const statusesOf = (service: Service): readonly Status[] => [
  { status: "200", profile: service.ok, share: 0.94, octaves: CALM },
  { status: "302", profile: service.ok, share: 0.03, octaves: CALM },
  { status: "404", profile: service.ok, share: 0.018, octaves: CALM },
  { status: "499", profile: service.slow, share: 0.05, octaves: RARE },
  { status: "500", profile: service.errors, share: 0.5, octaves: RARE },
  { status: service.failure, profile: service.errors, share: 0.5, octaves: RARE },
];

const perService = (rows: (service: Service) => readonly Row[]) => (): readonly Row[] =>
  SERVICES.flatMap(rows);

const CONNECTION_STATES = ["active", "reading", "waiting", "writing"];

const families: readonly Family<PodTarget>[] = [
  family(
    "counter",
    ["nginx_ingress_controller_requests", "The total number of client requests."],
    perService((service) =>
      each(statusesOf(service), ({ status, profile, share, octaves }) => ({
        labels: { ...labelsOf(service), status },
        signal: count(flow(profile, service.requestsPerS * share * SHARE, { octaves })),
      })),
    ),
  ),
  family(
    "histogram",
    ["nginx_ingress_controller_request_duration_seconds", "The request processing time in seconds."],
    perService((service) => [
      {
        labels: labelsOf(service),
        histogram: { bounds: REQUEST_BOUNDS, modes: latencyModes(service, SHARE, 1.08) },
        traced: service.name,
      },
    ]),
  ),
  family(
    "counter",
    ["nginx_ingress_controller_bytes_sent_total", "The number of bytes sent to clients."],
    perService((service) => [
      { labels: labelsOf(service), signal: count(flow(service.ok, service.requestsPerS * SHARE * 8_400)) },
    ]),
  ),
  family(
    "gauge",
    ["nginx_ingress_controller_nginx_process_connections", "Current number of client connections."],
    () =>
      each(CONNECTION_STATES, (state, i) => ({
        labels: { state },
        signal: level(PEOPLE, 420 / (i + 1), { quantum: 1, octaves: [{ period: 80, amplitude: 0.12 }] }),
      })),
  ),
  gauge(
    "nginx_ingress_controller_config_last_reload_successful",
    "Whether the last configuration reload was successful.",
    () => level(PEOPLE, 0, { offset: 1 }),
  ),
  ...processFamilies,
];

export const ingress = (targets: ReturnType<typeof ingressTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families,
});
