import type { Pods } from "../cluster/pods.ts";
import { imageOf } from "../cluster/pods.ts";
import type { Service } from "../cluster/services.ts";
import { latencyModes, serviceNamed } from "../cluster/services.ts";
import type { Exporter, Family, Row } from "../core/Exporter.ts";
import { REQUEST_BOUNDS } from "../core/histogram.ts";
import type { Octave } from "../core/noise.ts";
import type { Flow } from "../core/signals.ts";
import { constant, count, flow, level } from "../core/signals.ts";
import type { WeekProfile } from "../core/WeekProfile.ts";
import { family } from "./families.ts";
import { goFamilies, processFamilies } from "./processFamilies.ts";
import type { PodTarget } from "./targets.ts";
import { podTargets } from "./targets.ts";

/**
 * In units of the errors' integral. A share of 20 % makes 0.2 of them a second, so that these are 4 s, 45 s and 4 min
 * long in an outage; and of 0.3 %, so that they are 4 min, 50 min and 4 h long otherwise.
 */
export const RARE: readonly Octave[] = [
  { period: 0.8, amplitude: 0.15 },
  { period: 9, amplitude: 0.24 },
  { period: 48, amplitude: 0.2 },
];

export const shopTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => serviceNamed(workload.name) !== undefined,
    (pod) => ({
      job: pod.workload.name,
      port: pod.workload.port,
      samples: 96,
    }),
  );

interface Answer {
  readonly method: string;
  readonly code: string;
  readonly profile: WeekProfile;
  readonly share: number;
  readonly octaves?: readonly Octave[];
}

const answersOf = (service: Service): readonly Answer[] => [
  { method: "GET", code: "200", profile: service.ok, share: 0.71 },
  { method: "POST", code: "201", profile: service.ok, share: 0.28 },
  { method: "GET", code: "404", profile: service.ok, share: 0.01 },
  { method: "GET", code: "500", profile: service.errors, share: 0.22, octaves: RARE },
  { method: "POST", code: "500", profile: service.errors, share: 0.34, octaves: RARE },
  { method: "POST", code: service.failure, profile: service.errors, share: 0.44, octaves: RARE },
];

function answerFlow(service: Service, answer: Answer, share: number): Flow {
  const perS = service.requestsPerS * answer.share * share;
  return answer.octaves === undefined
    ? flow(answer.profile, perS)
    : flow(answer.profile, perS, { octaves: answer.octaves });
}

/** One replica's part of its service's requests. */
const ofService =
  (rows: (service: Service, share: number) => readonly Row[]) =>
  ({ pod }: PodTarget) => {
    const service = serviceNamed(pod.workload.name);
    return service === undefined ? [] : rows(service, 1 / pod.workload.nodes.length);
  };

const families: readonly Family<PodTarget>[] = [
  family(
    "counter",
    ["http_requests_total", "Requests that were answered, by method and status."],
    ofService((service, share) =>
      answersOf(service).map((answer) => ({
        labels: { method: answer.method, code: answer.code },
        signal: count(answerFlow(service, answer, share)),
      })),
    ),
  ),
  family(
    "histogram",
    [
      "http_request_duration_seconds",
      "Time from the first byte of a request to the last byte of its answer.",
    ],
    ofService((service, share) => [
      {
        labels: { handler: service.path },
        histogram: { bounds: REQUEST_BOUNDS, modes: latencyModes(service, share) },
        traced: service.name,
      },
    ]),
  ),
  family(
    "gauge",
    ["http_requests_in_flight", "Requests that are being answered."],
    ofService((service, share) => [
      {
        labels: {},
        signal: level(service.slow, service.requestsPerS * service.slowS * share * 4, {
          offset: service.requestsPerS * service.fastS * share,
          quantum: 1,
          octaves: [{ period: 38, amplitude: 0.4 }],
        }),
      },
    ]),
  ),
  family("gauge", ["app_build_info", "The version that runs. The value is always 1."], ({ pod }) => [
    { labels: { version: pod.imageTag, image: imageOf(pod), goversion: "go1.24.6" }, signal: constant(1) },
  ]),
  family("gauge", ["target_info", "Target metadata."], ({ pod }) => [
    {
      labels: {
        service_version: pod.imageTag,
        k8s_cluster_name: "demo",
        k8s_node_name: pod.node.name,
        telemetry_sdk_language: "go",
      },
      signal: constant(1),
    },
  ]),
  ...processFamilies,
  ...goFamilies,
];

export const shop = (targets: ReturnType<typeof shopTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families,
});
