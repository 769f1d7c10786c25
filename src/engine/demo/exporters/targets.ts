import type { ClusterNode } from "../cluster/nodes.ts";
import { BIRTH_MS, nodeIp } from "../cluster/nodes.ts";
import type { Pod, Pods } from "../cluster/pods.ts";
import type { Workload } from "../cluster/Workload.ts";
import type { LabelRecord, Subject } from "../core/Exporter.ts";
import { hashText } from "../core/hash.ts";
import { keptFor } from "../core/keptFor.ts";
import type { Lives } from "../core/Lives.ts";
import { oneLife } from "../core/Lives.ts";
import type { ScrapeGrid } from "../core/sampleTimes.ts";

/** One endpoint that is scraped. `lives` is its process's; `known` is how long the scraper tries. */
export interface Target extends Subject {
  readonly known: Lives;
  /** What it exposes, about. */
  readonly samples: number;
}

export interface NodeTarget extends Target {
  readonly node: ClusterNode;
}

export interface PodTarget extends Target {
  readonly pod: Pod;
}

export const ALWAYS: Lives = oneLife({ fromMs: BIRTH_MS, toMs: Infinity });
const INTERVAL_MS = 15_000;

/** Each target has its own moment within the interval, as Prometheus spreads them. */
export const gridOf = (text: string, intervalMs = INTERVAL_MS): ScrapeGrid => ({
  offsetMs: hashText(text) % intervalMs,
  intervalMs,
});

export interface Endpoint {
  readonly job: string;
  readonly port: number;
  readonly samples: number;
  readonly labels?: LabelRecord;
  readonly intervalMs?: number;
}

export function nodeTarget(node: ClusterNode, endpoint: Endpoint): NodeTarget {
  const instance = nodeIp(node, endpoint.port);
  return {
    node,
    labels: { job: endpoint.job, instance, node: node.name, ...endpoint.labels },
    grid: gridOf(`${endpoint.job} ${instance} ${endpoint.labels?.["metrics_path"] ?? ""}`),
    lives: node.lives,
    known: ALWAYS,
    samples: endpoint.samples,
  };
}

/** The endpoint of every pod of some workloads, and one object per pod. */
export function podTargets(
  pods: Pods,
  isWanted: (workload: Workload) => boolean,
  endpointOf: (pod: Pod) => Endpoint,
): (startMs: number, endMs: number) => readonly PodTarget[] {
  const targetOf = keptFor((pod: Pod) => podTarget(pod, endpointOf(pod)));
  return (startMs, endMs) => pods.between(startMs, endMs, isWanted).map(targetOf);
}

function podTarget(pod: Pod, endpoint: Endpoint): PodTarget {
  const instance = `${pod.ip}:${endpoint.port}`;
  const { namespace, name, container } = pod.workload;
  return {
    pod,
    labels: {
      job: endpoint.job,
      instance,
      namespace,
      pod: pod.name,
      container,
      service: name,
      endpoint: "http",
      ...endpoint.labels,
    },
    grid: gridOf(`${endpoint.job} ${instance} ${pod.name}`, endpoint.intervalMs ?? INTERVAL_MS),
    lives: pod.processLives,
    known: pod.lives,
    samples: endpoint.samples,
  };
}

/** The targets of a fixed list. */
export const always =
  <T>(subjects: readonly T[]) =>
  (): readonly T[] =>
    subjects;
