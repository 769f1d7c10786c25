import type { Pod, Pods } from "../cluster/pods.ts";
import { containerId, imageId, imageOf, lastRestart, restartsUntil } from "../cluster/pods.ts";
import type { Exporter, Family, LabelRecord, Row, Subject } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { keptFor } from "../core/keptFor.ts";
import type { Signal } from "../core/signals.ts";
import { computed, constant } from "../core/signals.ts";
import { family } from "./families.ts";
import { ALWAYS, gridOf } from "./targets.ts";
import type { Target } from "./targets.ts";
import { whileUp } from "../core/presence.ts";

/** As a provider's documentation shows the labels of its kube-state-metrics. */
export const KUBE_STATE: LabelRecord = {
  job: "kube-state-metrics",
  instance: "10.0.0.1:8080",
  endpoint: "http",
  service: "tenant-metrics-kube-state-metrics",
};
export const kubeStateGrid = gridOf("kube-state-metrics 10.0.0.1:8080");
export const kubeStateTarget: Target = {
  labels: KUBE_STATE,
  grid: kubeStateGrid,
  lives: ALWAYS,
  known: ALWAYS,
  samples: 1_980,
};

interface PodSubject extends Subject {
  readonly pod: Pod;
}

const PHASES = ["Failed", "Pending", "Running", "Succeeded", "Unknown"];
const REASONS = ["Evicted", "NodeLost"];
const ENDED_REASONS = ["OOMKilled", "Error", "Completed"];
const STARTING_MS = 7_000;
/** An evicted pod is seen to have failed before it is gone. */
const EVICTED_MS = 60_000;

function phaseAt(pod: Pod, timeMs: number): string {
  if (timeMs - pod.fromMs < STARTING_MS) return "Pending";
  return isEvictedAt(pod, timeMs) ? "Failed" : "Running";
}

const isEvictedAt = (pod: Pod, timeMs: number): boolean => pod.isEvicted && pod.toMs - timeMs <= EVICTED_MS;

const state = (test: (timeMs: number) => boolean): Signal => computed((timeMs) => (test(timeMs) ? 1 : 0));

/** A row about the pod's one container. */
const container = (pod: Pod, signal: Signal, labels: LabelRecord = {}): Row => ({
  labels: { container: pod.workload.container, ...labels },
  signal,
});

type PodRows = (pod: Pod) => readonly Row[];

const perPod = (name: string, help: string, rows: PodRows): Family<PodSubject> =>
  family(name.endsWith("_total") ? "counter" : "gauge", [name, help], ({ pod }) => rows(pod));

const resources =
  (which: "request" | "limit"): PodRows =>
  (pod) => [
    container(pod, constant(pod.workload.cpu[which]), { resource: "cpu", unit: "core", node: pod.node.name }),
    container(pod, constant(pod.workload.memory[which]), {
      resource: "memory",
      unit: "byte",
      node: pod.node.name,
    }),
  ];

const families: readonly Family<PodSubject>[] = [
  perPod("kube_pod_info", "Information about pod.", (pod) => [
    {
      labels: {
        node: pod.node.name,
        host_ip: pod.node.ip,
        pod_ip: pod.ip,
        created_by_kind: pod.workload.kind === "Deployment" ? "ReplicaSet" : pod.workload.kind,
        created_by_name: pod.owner,
        uid: pod.uid,
      },
      signal: constant(1),
    },
  ]),
  perPod("kube_pod_container_info", "Information about a container in a pod.", (pod) => [
    container(pod, constant(1), {
      container_id: containerId(pod),
      image: imageOf(pod),
      image_id: imageId(pod),
    }),
  ]),
  perPod("kube_pod_labels", "Kubernetes labels converted to Prometheus labels.", (pod) => [
    {
      labels: {
        label_app: pod.workload.name,
        label_version: pod.imageTag,
        label_pod_template_hash: pod.hash,
      },
      signal: constant(1),
    },
  ]),
  perPod("kube_pod_owner", "Information about the Pod's owner.", (pod) => [
    {
      labels: {
        owner_kind: pod.workload.kind === "Deployment" ? "ReplicaSet" : pod.workload.kind,
        owner_name: pod.owner,
        owner_is_controller: "true",
      },
      signal: constant(1),
    },
  ]),
  perPod("kube_pod_created", "Unix creation timestamp.", (pod) => [
    { labels: {}, signal: constant(Math.floor(pod.fromMs / 1_000)) },
  ]),
  perPod("kube_pod_start_time", "Start time in unix timestamp for a pod.", (pod) => [
    { labels: {}, signal: constant(Math.floor(pod.fromMs / 1_000) + 1) },
  ]),
  perPod("kube_pod_status_phase", "The pods current phase.", (pod) =>
    each(PHASES, (phase) => ({
      labels: { phase },
      signal: state((timeMs) => phaseAt(pod, timeMs) === phase),
    })),
  ),
  perPod("kube_pod_status_ready", "Describes whether the pod is ready to serve requests.", (pod) => [
    { labels: { condition: "true" }, signal: whileUp(pod.processLives, () => 1) },
  ]),
  perPod("kube_pod_status_reason", "The pod status reasons.", (pod) =>
    each(REASONS, (reason) => ({
      labels: { reason },
      signal: state((timeMs) => reason === "Evicted" && isEvictedAt(pod, timeMs)),
    })),
  ),
  perPod(
    "kube_pod_container_status_restarts_total",
    "The number of container restarts per container.",
    (pod) => [
      container(
        pod,
        computed((timeMs) => restartsUntil(pod, timeMs)),
      ),
    ],
  ),
  perPod(
    "kube_pod_container_status_ready",
    "Describes whether the containers readiness check succeeded.",
    (pod) => [
      container(
        pod,
        whileUp(pod.processLives, () => 1),
      ),
    ],
  ),
  perPod(
    "kube_pod_container_status_running",
    "Describes whether the container is currently in running state.",
    (pod) => [
      container(
        pod,
        whileUp(pod.processLives, () => 1),
      ),
    ],
  ),
  perPod(
    "kube_pod_container_status_last_terminated_reason",
    "Describes the last reason the container was in terminated state.",
    (pod) =>
      each(pod.restarts.length > 0 ? ENDED_REASONS : [], (reason) =>
        container(
          pod,
          state((timeMs) => lastRestart(pod, timeMs) === reason),
          { reason },
        ),
      ),
  ),
  perPod(
    "kube_pod_container_resource_requests",
    "The number of requested request resource by a container.",
    resources("request"),
  ),
  perPod(
    "kube_pod_container_resource_limits",
    "The number of requested limit resource by a container.",
    resources("limit"),
  ),
];

/** What kube-state-metrics says about each pod, as long as it exists. */
export function kubeStatePods(pods: Pods): Exporter<PodSubject> {
  const subjectFor = keptFor(subjectOf);
  return {
    families,
    subjectsIn: (startMs, endMs) => pods.between(startMs, endMs).map(subjectFor),
  };
}

function subjectOf(pod: Pod): PodSubject {
  return {
    pod,
    labels: { ...KUBE_STATE, namespace: pod.workload.namespace, pod: pod.name },
    grid: kubeStateGrid,
    lives: pod.lives,
  };
}
