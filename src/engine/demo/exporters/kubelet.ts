import { EVICTION_S, PEOPLE } from "../cluster/calendar.ts";
import { loadOf } from "../cluster/nodeLoad.ts";
import { NODES } from "../cluster/nodes.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Exporter, Family } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { plainHistogram } from "../core/histogram.ts";
import { countPresent } from "../core/presence.ts";
import { CALM, constant, count, flow, level } from "../core/signals.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { family, gauge } from "./families.ts";
import type { NodeTarget } from "./targets.ts";
import { always, nodeTarget } from "./targets.ts";

export const kubeletTargets = NODES.map((node) =>
  nodeTarget(node, {
    job: "kubelet",
    port: 10250,
    samples: 540,
    labels: { metrics_path: "/metrics", service: "kubelet", endpoint: "https-metrics" },
  }),
);

const EVICTIONS = WeekProfile.of([
  [EVICTION_S, 0],
  [EVICTION_S, 1],
  [EVICTION_S + 240, 1],
  [EVICTION_S + 240, 0],
]);

const PLEG_BOUNDS = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10];
const OPERATIONS: readonly (readonly [type: string, perS: number])[] = [
  ["container_status", 2.4],
  ["list_containers", 1.1],
  ["exec_sync", 0.8],
  ["create_container", 0.01],
];

/** The kubelet's own metrics, one process per node. */
export function kubelet(pods: Pods): Exporter<NodeTarget> {
  const running = ({ node }: NodeTarget) =>
    countPresent((startMs, endMs) => pods.between(startMs, endMs).filter((pod) => pod.node === node));
  const families: readonly Family<NodeTarget>[] = [
    gauge("kubelet_running_pods", "Number of pods that have a running pod sandbox.", running),
    family("gauge", ["kubelet_running_containers", "Number of containers currently running."], (target) => [
      { labels: { container_state: "running" }, signal: running(target) },
    ]),
    gauge("kubelet_node_name", "The node's name. The count is always 1.", () => constant(1)),
    family(
      "counter",
      ["kubelet_runtime_operations_total", "Cumulative number of runtime operations by operation type."],
      ({ node }) =>
        each(OPERATIONS, ([operation_type, perS]) => ({
          labels: { operation_type },
          signal: count(flow(loadOf(node).cpu, perS * 3)),
        })),
    ),
    family(
      "counter",
      ["kubelet_evictions", "Cumulative number of pod evictions by eviction signal."],
      ({ node }) => [
        {
          labels: { eviction_signal: "memory.available" },
          signal: node.name === "worker-3" ? count(flow(EVICTIONS, 3.2 / 240, { octaves: [] })) : constant(0),
        },
      ],
    ),
    family(
      "histogram",
      ["kubelet_pleg_relist_duration_seconds", "Duration in seconds for relisting pods in PLEG."],
      ({ node }) => [
        {
          labels: {},
          histogram: plainHistogram(
            flow(loadOf(node).network.map(0.9, 0.05), 1, { octaves: CALM }),
            0.006,
            PLEG_BOUNDS,
          ),
        },
      ],
    ),
    gauge("process_resident_memory_bytes", "Resident memory size in bytes.", () =>
      level(PEOPLE, 3e6, { offset: 9.4e7, quantum: 4_096 }),
    ),
  ];
  return { subjectsIn: always(kubeletTargets), families };
}
