import { hashText, hexHash, podSuffix } from "../core/hash.ts";
import type { Lives, Segment, WeeklyDown } from "../core/Lives.ts";
import { oneLife, weeklyLives } from "../core/Lives.ts";
import { momentMs, WEEK_S, weekOf } from "../core/weekTime.ts";
import { rebootOf } from "./calendar.ts";
import type { ClusterNode } from "./nodes.ts";
import { BIRTH_MS, nodeNamed } from "./nodes.ts";
import type { PodStart } from "./podStarts.ts";
import { podStarts } from "./podStarts.ts";
import type { Version, Workload } from "./Workload.ts";
import { WORKLOADS } from "./workloads.ts";

/** One pod from creation to deletion: a generation of a replica. */
export interface Pod {
  readonly workload: Workload;
  readonly replica: number;
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
  readonly node: ClusterNode;
  readonly imageTag: string;
  /** The ReplicaSet's name, or the workload's. */
  readonly owner: string;
  readonly hash: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isEvicted: boolean;
  /** As long as the object exists. */
  readonly lives: Lives;
  /** While its container runs. */
  readonly processLives: Lives;
  readonly restarts: readonly (WeeklyDown & { readonly reason: string })[];
}

const STARTS_IN_S = 7;
/** Those of a day and more; what reads weeks makes its pods anew. */
const KEPT_PODS = 400;

/** Which pods exist when; those made are kept, so that their series are, too. */
export class Pods {
  readonly #kept = new Map<string, Pod>();
  readonly #seedText: string;

  constructor(seed: number) {
    this.#seedText = String(seed);
  }

  /** Overlapping [startMs, endMs], of the workloads that `isWanted`. */
  between(startMs: number, endMs: number, isWanted: (workload: Workload) => boolean = () => true): Pod[] {
    if (this.#kept.size > KEPT_PODS) this.#kept.clear();
    return WORKLOADS.filter(isWanted).flatMap((workload) =>
      workload.nodes.flatMap((_, replica) =>
        this.#replicaBetween({ workload, replica }, { fromMs: startMs, toMs: endMs }),
      ),
    );
  }

  #replicaBetween(place: Place, span: Segment): Pod[] {
    const starts = startsOf(place);
    if (starts.length === 0) return [this.#pod({ ...place, week: 0, index: 0 })];
    const pods: Pod[] = [];
    for (let week = weekOf(span.fromMs) - 1; week <= weekOf(span.toMs); week++)
      for (let index = 0; index < starts.length; index++) {
        const fromMs = momentMs(week, starts[index]?.atS ?? 0);
        const toMs = endOf(starts, { ...place, week, index });
        if (fromMs <= span.toMs && toMs > span.fromMs) pods.push(this.#pod({ ...place, week, index }));
      }
    return pods;
  }

  #pod(generation: Generation): Pod {
    const key = `${generation.workload.name}/${generation.replica}/${generation.week}/${generation.index}`;
    let pod = this.#kept.get(key);
    if (pod === undefined) this.#kept.set(key, (pod = podOf(generation, `${this.#seedText}/${key}`)));
    return pod;
  }
}

interface Place {
  readonly workload: Workload;
  readonly replica: number;
}

interface Generation extends Place {
  readonly week: number;
  readonly index: number;
}

const keptStarts = new Map<Workload, PodStart[][]>();

function startsOf({ workload, replica }: Place): readonly PodStart[] {
  let all = keptStarts.get(workload);
  if (all === undefined) {
    all = workload.nodes.map((_, i) => [...podStarts(workload, i)]);
    keptStarts.set(workload, all);
  }
  return all[replica] ?? [];
}

function endOf(starts: readonly PodStart[], { workload, week, index }: Generation): number {
  if (workload.runsForS !== undefined) return momentMs(week, (starts[index]?.atS ?? 0) + workload.runsForS);
  const isLast = index + 1 === starts.length;
  const next = starts[isLast ? 0 : index + 1];
  return momentMs(week + (isLast ? 1 : 0), (next?.atS ?? WEEK_S) + (next?.overlapS ?? 0));
}

function podOf(generation: Generation, key: string): Pod {
  const { workload, replica, week, index } = generation;
  const starts = startsOf(generation);
  const start = starts[index];
  const fromMs = start === undefined ? BIRTH_MS : momentMs(week, start.atS);
  const toMs = start === undefined ? Infinity : endOf(starts, generation);
  const next = starts[index + 1] ?? starts[0];
  const node = nodeNamed(start?.node ?? workload.nodes[replica] ?? "worker-1");
  const imageTag = start?.version === undefined ? workload.tag : tagOf(start.version, week);
  const hash = hashOf(workload, imageTag);
  const restarts = workload.restarts[replica] ?? [];
  const running = { fromMs: fromMs + STARTS_IN_S * 1_000, toMs: toMs - 2_000 };
  return {
    workload,
    replica,
    node,
    imageTag,
    hash,
    fromMs,
    toMs,
    restarts,
    name: podName(generation, { hash, key, node }),
    owner: workload.kind === "Deployment" ? `${workload.name}-${hash}` : workload.name,
    uid: uidOf(key),
    ip: ipOf(workload, node, key),
    isEvicted: next?.isEvicted === true,
    lives: oneLife({ fromMs, toMs }),
    processLives: weeklyLives(running, downsOf(restarts, node)),
  };
}

function downsOf(restarts: readonly WeeklyDown[], node: ClusterNode): WeeklyDown[] {
  return [...restarts, rebootOf(node.index)].toSorted((a, b) => a.atS - b.atS);
}

/** Versions rise by one each week; a candidate is of the next one. */
function tagOf(version: Version, week: number): string {
  if ("patch" in version) return `4.${week}.${version.patch}`;
  return `4.${week + 1}.0-rc.${version.candidate}`;
}

/** As the documentation of a provider shows it. */
const EXAMPLE_HASH = "5d796977bc";
const EXAMPLE_POD = "example-5d796977bc-crk9m";

const hashOf = (workload: Workload, imageTag: string): string =>
  workload.name === "example" ? EXAMPLE_HASH : podSuffix(`${workload.name} ${imageTag}`, 10);

function podName(generation: Generation, parts: { hash: string; key: string; node: ClusterNode }): string {
  const { workload, replica } = generation;
  if (workload.name === "example") return EXAMPLE_POD;
  switch (workload.kind) {
    case "Deployment":
      return `${workload.name}-${parts.hash}-${podSuffix(parts.key, 5)}`;
    case "StatefulSet":
      return `${workload.name}-${replica}`;
    case "DaemonSet":
      return `${workload.name}-${podSuffix(parts.key, 5)}`;
    case "Job":
      return `${workload.name}-${jobNumber(generation)}-${podSuffix(parts.key, 5)}`;
    case "Node":
      return `${workload.name}-${parts.node.name}`;
  }
}

/** Minutes since 1970, as Kubernetes numbers the jobs of a CronJob. */
const jobNumber = ({ workload, week, index }: Generation): number =>
  Math.floor(momentMs(week, workload.rollouts[index]?.atS ?? 0) / 60_000);

function ipOf(workload: Workload, node: ClusterNode, key: string): string {
  if (workload.kind === "Node" || workload.name === "node-exporter") return node.ip;
  if (workload.name === "kube-state-metrics") return "10.0.0.1";
  const hash = hashText(key);
  return `10.244.${node.index}.${2 + (hash % 250)}`;
}

function uidOf(key: string): string {
  const hex = hexHash(key, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}

export const containerId = (pod: Pod): string =>
  pod.workload.name === "example"
    ? "docker://1548c7ce5d717cfb9e3e797464d9fe4fbda0cea6f324fda8b9b64b2f5fd44e2f"
    : `containerd://${hexHash(`container ${pod.uid}`, 64)}`;

export const imageOf = (pod: Pod): string => `${pod.workload.image}:${pod.imageTag}`;

export const imageId = (pod: Pod): string =>
  pod.workload.name === "example"
    ? "docker-pullable://docker-registry-image"
    : `${pod.workload.image}@sha256:${hexHash(imageOf(pod), 64)}`;

/** How many times its container was started again until then; a node's reboot does not count. */
export function restartsUntil(pod: Pod, timeMs: number): number {
  return endedUntil(pod.restarts, timeMs) - endedUntil(pod.restarts, pod.fromMs);
}

function endedUntil(downs: readonly WeeklyDown[], timeMs: number): number {
  const week = weekOf(timeMs);
  const ended = downs.filter((down) => momentMs(week, down.atS + down.durationS) <= timeMs).length;
  return week * downs.length + ended;
}

/** Why it was started again last; undefined before the first time. */
export function lastRestart(pod: Pod, timeMs: number): string | undefined {
  return restartsUntil(pod, timeMs) > 0 ? pod.restarts[0]?.reason : undefined;
}
