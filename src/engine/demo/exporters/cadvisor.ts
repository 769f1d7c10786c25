import { STEADY } from "../cluster/calendar.ts";
import { NODES } from "../cluster/nodes.ts";
import { nodeIp } from "../cluster/nodes.ts";
import { podLoad } from "../cluster/podLoad.ts";
import type { Pod, Pods } from "../cluster/pods.ts";
import { containerId, imageOf } from "../cluster/pods.ts";
import type { Exporter, Family, LabelRecord, Row, Subject } from "../core/Exporter.ts";
import { keptFor } from "../core/keptFor.ts";
import type { Signal } from "../core/signals.ts";
import { amount, constant, count, flow, level, startTime } from "../core/signals.ts";
import { family } from "./families.ts";
import { gridOf, nodeTarget } from "./targets.ts";

interface ContainerSubject extends Subject {
  readonly pod: Pod;
}

export const cadvisorTargets = NODES.map((node) =>
  nodeTarget(node, {
    job: "kubelet",
    port: 10250,
    samples: 860,
    labels: { metrics_path: "/metrics/cadvisor", service: "kubelet", endpoint: "https-metrics" },
  }),
);

const PERIODS_PER_S = 10;

/** A family per container … */
function perContainer(
  head: readonly [name: string, help: string],
  signal: (pod: Pod) => Signal,
  labels: LabelRecord = {},
): Family<ContainerSubject> {
  return family(head[0].endsWith("_total") ? "counter" : "gauge", head, ({ pod }): readonly Row[] => [
    {
      labels: {
        container: pod.workload.container,
        id: `/kubepods.slice/${pod.uid}/${containerId(pod).slice(-12)}`,
        image: imageOf(pod),
        name: containerId(pod).split("//")[1] ?? "",
        ...labels,
      },
      signal: signal(pod),
      key: MEMORY_NAMES.has(head[0]) ? "memory" : head[0],
    },
  ]);
}

/** The kinds of one container's memory share their noise, so that the parts stay below the whole. */
const MEMORY_NAMES = new Set([
  "container_memory_working_set_bytes",
  "container_memory_rss",
  "container_memory_usage_bytes",
]);

/** … and per pod: its network, which its containers share. */
function perPod(head: readonly [name: string, help: string], bytesPerS: number): Family<ContainerSubject> {
  return family("counter", head, ({ pod }) => [
    {
      labels: { interface: "eth0", id: `/kubepods.slice/${pod.uid}` },
      signal: count(flow(podLoad(pod).network, bytesPerS * pod.workload.cpu.used)),
    },
  ]);
}

const memory = (share: number) => (pod: Pod) =>
  level(podLoad(pod).memory, pod.workload.memory.used * share, {
    quantum: 4_096,
    octaves: [
      { period: 240, amplitude: 0.006 },
      { period: 5_400, amplitude: 0.014 },
    ],
  });

const families: readonly Family<ContainerSubject>[] = [
  perContainer(
    ["container_cpu_usage_seconds_total", "Cumulative cpu time consumed in seconds."],
    (pod) => amount(flow(podLoad(pod).cpu, pod.workload.cpu.used)),
    { cpu: "total" },
  ),
  perContainer(["container_cpu_cfs_periods_total", "Number of elapsed enforcement period intervals."], () =>
    count(flow(STEADY, PERIODS_PER_S, { octaves: [] })),
  ),
  perContainer(
    ["container_cpu_cfs_throttled_periods_total", "Number of throttled period intervals."],
    (pod) => count(flow(podLoad(pod).throttled, PERIODS_PER_S * 0.6)),
  ),
  perContainer(
    ["container_cpu_cfs_throttled_seconds_total", "Total time duration the container has been throttled."],
    (pod) => amount(flow(podLoad(pod).throttled, 1)),
  ),
  perContainer(["container_memory_working_set_bytes", "Current working set in bytes."], memory(1)),
  perContainer(["container_memory_rss", "Size of RSS in bytes."], memory(0.83)),
  perContainer(
    [
      "container_memory_usage_bytes",
      "Current memory usage in bytes, including all memory regardless of when it was accessed.",
    ],
    memory(1.16),
  ),
  perContainer(["container_spec_memory_limit_bytes", "Memory limit for the container."], (pod) =>
    constant(pod.workload.memory.limit),
  ),
  perContainer(
    ["container_fs_reads_bytes_total", "Cumulative count of bytes read."],
    (pod) => count(flow(podLoad(pod).network, 21_000 * pod.workload.cpu.used)),
    { device: "/dev/nvme0n1" },
  ),
  perContainer(
    ["container_fs_writes_bytes_total", "Cumulative count of bytes written."],
    (pod) => count(flow(podLoad(pod).network, 64_000 * pod.workload.cpu.used)),
    { device: "/dev/nvme0n1" },
  ),
  perContainer(
    ["container_start_time_seconds", "Start time of the container since unix epoch in seconds."],
    () => startTime,
  ),
  perPod(["container_network_receive_bytes_total", "Cumulative count of bytes received."], 2_400_000),
  perPod(["container_network_transmit_bytes_total", "Cumulative count of bytes transmitted."], 3_100_000),
];

/** What the kubelet of its node says about each container. */
export function cadvisor(pods: Pods): Exporter<ContainerSubject> {
  const subjectFor = keptFor(subjectOf);
  return {
    families,
    subjectsIn: (startMs, endMs) => pods.between(startMs, endMs).map(subjectFor),
  };
}

function subjectOf(pod: Pod): ContainerSubject {
  const instance = nodeIp(pod.node, 10250);
  return {
    pod,
    labels: {
      job: "kubelet",
      service: "kubelet",
      endpoint: "https-metrics",
      metrics_path: "/metrics/cadvisor",
      instance,
      node: pod.node.name,
      namespace: pod.workload.namespace,
      pod: pod.name,
    },
    grid: gridOf(`kubelet ${instance} /metrics/cadvisor`),
    lives: pod.processLives,
  };
}
