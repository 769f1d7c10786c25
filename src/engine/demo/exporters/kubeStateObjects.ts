import { NIGHTLY, NIGHTLY_STARTS, EVICTION_S, MEMORY_FILLS_S } from "../cluster/calendar.ts";
import type { ClusterNode } from "../cluster/nodes.ts";
import { BIRTH_MS, NODES } from "../cluster/nodes.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Workload } from "../cluster/workloads.ts";
import { WORKLOADS } from "../cluster/workloads.ts";
import type { Exporter, Family, Row, Subject } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import type { Signal } from "../core/signals.ts";
import { computed, constant } from "../core/signals.ts";
import { countPresent } from "../core/presence.ts";
import { momentMs, toWeekTimeS, WEEK_S, weekOf } from "../core/weekTime.ts";
import { family, gauge } from "./families.ts";
import { KUBE_STATE, kubeStateGrid } from "./kubeState.ts";
import { ALWAYS, always } from "./targets.ts";

interface WorkloadSubject extends Subject {
  readonly workload: Workload;
}

interface NodeSubject extends Subject {
  readonly node: ClusterNode;
}

/** Deployments, stateful sets and daemon sets: how many are wanted and how many are there. */
export function kubeStateWorkloads(pods: Pods): readonly Exporter<WorkloadSubject>[] {
  const ready = (workload: Workload): Signal =>
    countPresent(
      (startMs, endMs) =>
        pods
          .between(startMs, endMs, (one) => one === workload)
          .flatMap((pod) => pod.processLives.between(startMs, endMs)),
      workload.nodes.length,
    );
  const missing = (workload: Workload): Signal => {
    const available = ready(workload);
    return {
      fill: (run) => {
        available.fill(run);
        for (let i = run.from; i < run.to; i++) run.values[i] = workload.nodes.length - (run.values[i] ?? 0);
      },
    };
  };
  const wanted = ({ workload }: WorkloadSubject) => constant(workload.nodes.length);
  const generation = ({ workload }: WorkloadSubject) => computed((timeMs) => rolloutsUntil(workload, timeMs));
  return [
    {
      subjectsIn: always(subjectsOfKind("Deployment", "deployment")),
      families: [
        gauge("kube_deployment_spec_replicas", "Number of desired pods for a deployment.", wanted),
        gauge("kube_deployment_status_replicas", "The number of replicas per deployment.", wanted),
        gauge(
          "kube_deployment_status_replicas_available",
          "The number of available replicas per deployment.",
          (one) => ready(one.workload),
        ),
        gauge(
          "kube_deployment_status_replicas_ready",
          "The number of ready replicas per deployment.",
          (one) => ready(one.workload),
        ),
        gauge(
          "kube_deployment_status_replicas_unavailable",
          "The number of unavailable replicas per deployment.",
          (one) => missing(one.workload),
        ),
        gauge(
          "kube_deployment_status_observed_generation",
          "The generation observed by the deployment controller.",
          generation,
        ),
        gauge(
          "kube_deployment_metadata_generation",
          "Sequence number representing a specific generation of the desired state.",
          generation,
        ),
        gauge("kube_deployment_created", "Unix creation timestamp.", () => constant(BIRTH_MS / 1_000)),
      ],
    },
    {
      subjectsIn: always(subjectsOfKind("StatefulSet", "statefulset")),
      families: [
        gauge("kube_statefulset_replicas", "Number of desired pods for a StatefulSet.", wanted),
        gauge(
          "kube_statefulset_status_replicas_ready",
          "The number of ready replicas per StatefulSet.",
          (one) => ready(one.workload),
        ),
      ],
    },
    {
      subjectsIn: always(subjectsOfKind("DaemonSet", "daemonset")),
      families: [
        gauge(
          "kube_daemonset_status_desired_number_scheduled",
          "The number of nodes that should be running the daemon pod.",
          wanted,
        ),
        gauge(
          "kube_daemonset_status_number_ready",
          "The number of nodes that should be running the daemon pod and have it ready.",
          (one) => ready(one.workload),
        ),
      ],
    },
    {
      subjectsIn: always(subjectsOfKind("Job", "cronjob")),
      families: [
        gauge("kube_cronjob_status_active", "The number of actively running jobs.", () =>
          computed((timeMs) => (NIGHTLY.valueAt(toWeekTimeS(timeMs)) > 0 ? 1 : 0)),
        ),
        gauge(
          "kube_cronjob_status_last_schedule_time",
          "The last time the job was successfully scheduled.",
          () => computed((timeMs) => lastNight(timeMs) / 1_000),
        ),
      ],
    },
  ];
}

function subjectsOfKind(kind: Workload["kind"], label: string): readonly WorkloadSubject[] {
  return WORKLOADS.filter((workload) => workload.kind === kind).map((workload) => ({
    workload,
    labels: { ...KUBE_STATE, namespace: workload.namespace, [label]: workload.name },
    grid: kubeStateGrid,
    lives: ALWAYS,
  }));
}

function rolloutsUntil(workload: Workload, timeMs: number): number {
  const week = weekOf(timeMs);
  const done = workload.rollouts.filter((rollout) => momentMs(week, rollout.atS) <= timeMs).length;
  return 1 + (week - weekOf(BIRTH_MS)) * workload.rollouts.length + done;
}

function lastNight(timeMs: number): number {
  const second = toWeekTimeS(timeMs) - weekOf(timeMs) * WEEK_S;
  const past = NIGHTLY_STARTS.findLast((start) => start <= second);
  return past === undefined
    ? momentMs(weekOf(timeMs) - 1, NIGHTLY_STARTS.at(-1) ?? 0)
    : momentMs(weekOf(timeMs), past);
}

const CONDITIONS = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];
const STATUSES = ["true", "false", "unknown"];

function conditionRows({ node }: NodeSubject): readonly Row[] {
  return CONDITIONS.flatMap((condition) =>
    each(STATUSES, (status) => ({
      labels: { condition, status },
      signal: computed((timeMs) => (conditionAt(node, { condition, timeMs }) === status ? 1 : 0)),
    })),
  );
}

/** worker-3 is short of memory for the last minutes before it evicts pods, and a few after. */
function conditionAt(node: ClusterNode, at: { readonly condition: string; readonly timeMs: number }): string {
  const second = toWeekTimeS(at.timeMs) - weekOf(at.timeMs) * WEEK_S;
  switch (at.condition) {
    case "Ready":
      return node.lives.between(at.timeMs, at.timeMs).some((life) => life.fromMs <= at.timeMs)
        ? "true"
        : "unknown";
    case "MemoryPressure":
      return node.name === "worker-3" && second > MEMORY_FILLS_S + 3_300 && second < EVICTION_S + 300
        ? "true"
        : "false";
    default:
      return "false";
  }
}

const capacity =
  (share: number) =>
  ({ node }: NodeSubject): readonly Row[] => [
    { labels: { resource: "cpu", unit: "core" }, signal: constant(node.cpus * (share === 1 ? 1 : 0.97)) },
    { labels: { resource: "memory", unit: "byte" }, signal: constant(Math.round(node.memoryBytes * share)) },
    { labels: { resource: "pods", unit: "integer" }, signal: constant(110) },
    ...(node.gpus > 0
      ? [{ labels: { resource: "nvidia_com_gpu", unit: "integer" }, signal: constant(node.gpus) }]
      : []),
  ];

const nodeFamilies: readonly Family<NodeSubject>[] = [
  family("gauge", ["kube_node_info", "Information about a cluster node."], ({ node }) => [
    {
      labels: {
        kubelet_version: "v1.34.1",
        container_runtime_version: "containerd://2.1.4",
        kernel_version: "6.12.48-cloud-amd64",
        os_image: "Debian GNU/Linux 13 (trixie)",
        internal_ip: node.ip,
        system_uuid: node.uid,
      },
      signal: constant(1),
    },
  ]),
  family("gauge", ["kube_node_role", "The role of a cluster node."], ({ node }) => [
    { labels: { role: node.role }, signal: constant(1) },
  ]),
  family(
    "gauge",
    ["kube_node_status_capacity", "The total amount of resources available for a node."],
    capacity(1),
  ),
  family(
    "gauge",
    [
      "kube_node_status_allocatable",
      "The amount of resources allocatable for pods (after reserving some for system daemons).",
    ],
    capacity(0.94),
  ),
  family("gauge", ["kube_node_status_condition", "The condition of a cluster node."], conditionRows),
  gauge("kube_node_spec_unschedulable", "Whether a node can schedule new pods.", () => constant(0)),
];

export const kubeStateNodes: Exporter<NodeSubject> = {
  families: nodeFamilies,
  subjectsIn: always(
    NODES.map((node) => ({
      node,
      labels: { ...KUBE_STATE, node: node.name },
      grid: kubeStateGrid,
      lives: ALWAYS,
    })),
  ),
};
