import { EVICTION_S, MEMORY_FILLS_S } from "../cluster/calendar.ts";
import type { ClusterNode } from "../cluster/nodes.ts";
import { NODES } from "../cluster/nodes.ts";
import type { Exporter, Family, Row, Subject } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { computed, constant } from "../core/signals.ts";
import { toWeekTimeS, WEEK_S, weekOf } from "../core/weekTime.ts";
import { family, gauge } from "./families.ts";
import { KUBE_STATE, kubeStateGrid } from "./kubeState.ts";
import { ALWAYS, always } from "./targets.ts";

interface NodeSubject extends Subject {
  readonly node: ClusterNode;
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
