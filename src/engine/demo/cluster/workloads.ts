import { mix, unitHash } from "../core/hash.ts";
import type { WeeklyDown } from "../core/Lives.ts";
import type { WeekProfile } from "../core/WeekProfile.ts";
import { DAY_S, HOUR_S } from "../core/weekTime.ts";
import {
  CART_MENDED_S,
  CART_SLOWER_S,
  EVICTION_S,
  incidentStarts,
  MACHINES,
  NIGHTLY_STARTS,
  OUT_OF_MEMORY_AFTER_S,
  PEOPLE,
  rebootOf,
  RELEASE_LEAD_S,
  ROLLBACK_AFTER_S,
  STEADY,
  WEEKLY_RELEASE_S,
} from "./calendar.ts";
import { nodeNamed } from "./nodes.ts";

const MIB = 1_048_576;

/** Every replica is replaced; `minor` and `patch` follow the week's number, so that versions rise. */
export interface Rollout {
  readonly atS: number;
  /** Weeks' releases count up; a candidate is the next one, tried and rolled back. Without: the same image again. */
  readonly version?: Version;
}

export type Version = { readonly candidate: number } | { readonly patch: number };

export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: "Deployment" | "StatefulSet" | "DaemonSet" | "Node" | "Job";
  readonly container: string;
  /** Without tag. */
  readonly image: string;
  /** The tag of a workload without releases. */
  readonly tag: string;
  /** A node per replica. */
  readonly nodes: readonly string[];
  readonly port: number;
  readonly rollouts: readonly Rollout[];
  readonly cpu: {
    readonly request: number;
    readonly limit: number;
    readonly used: number;
    readonly profile: WeekProfile;
  };
  readonly memory: { readonly request: number; readonly limit: number; readonly used: number };
  /** Restarts in place, per replica. */
  readonly restarts: readonly (readonly (WeeklyDown & { readonly reason: "OOMKilled" | "Error" })[])[];
  /** A job's pods end by themselves. */
  readonly runsForS: number | undefined;
  /** Replicas that the kubelet moves away from worker-3 on Wednesdays. */
  readonly evicted: readonly number[];
}

type Facts = Pick<Workload, "namespace" | "name" | "nodes"> &
  Partial<Omit<Workload, "cpu" | "memory">> & {
    readonly cores: number;
    readonly mib: number;
    readonly rhythm?: WeekProfile;
  };

function workload(facts: Facts): Workload {
  const { cores, mib, rhythm, ...rest } = facts;
  return {
    kind: "Deployment",
    container: facts.name,
    image: `registry.example/${facts.namespace}/${facts.name}`,
    tag: "1.0.0",
    port: 8080,
    rollouts: [],
    restarts: [],
    evicted: [],
    runsForS: undefined,
    ...rest,
    cpu: { request: cores / 2, limit: cores * 2, used: cores / 2, profile: rhythm ?? STEADY },
    memory: { request: mib * MIB, limit: 2 * mib * MIB, used: 0.8 * mib * MIB },
  };
}

const weekly = (dayOffset: number): Rollout[] => [
  { atS: WEEKLY_RELEASE_S + dayOffset * DAY_S, version: { patch: 0 } },
];

/** checkout: each release candidate fails and is rolled back, eight times a day. */
const checkoutRollouts: Rollout[] = incidentStarts("checkout").flatMap((start, i) => [
  { atS: start - RELEASE_LEAD_S, version: { candidate: i + 1 } },
  { atS: start + ROLLBACK_AFTER_S, version: { patch: 0 } },
]);

const outOfMemory = OUT_OF_MEMORY_AFTER_S.map((after) =>
  incidentStarts("accounts").flatMap((start) =>
    after.map((seconds) => ({ atS: start + seconds, durationS: 38, reason: "OOMKilled" as const })),
  ),
);

/** A connection lost now and then: the odd restart of something that nobody minds. */
const odd = (name: string, replicas: number): Workload["restarts"] =>
  Array.from({ length: replicas }, (_, replica) => {
    const seed = mix(name.length * 31 + replica, 77);
    const atS = DAY_S * (1 + Math.floor(4 * unitHash(seed, 1))) + HOUR_S * (6 + 12 * unitHash(seed, 2));
    return [{ atS: Math.floor(atS), durationS: 22, reason: "Error" as const }];
  });

const spread = (...numbers: readonly number[]): string[] => numbers.map((number) => `worker-${number}`);
const CONTROL = ["control-1"];
const EVERYWHERE = ["control-1", "worker-1", "worker-2", "worker-3", "gpu-1", "gpu-2"];

const SHOP: readonly Workload[] = [
  workload({
    namespace: "shop",
    name: "checkout",
    nodes: spread(1, 2, 3),
    cores: 0.9,
    mib: 512,
    rhythm: PEOPLE,
    rollouts: checkoutRollouts,
  }),
  workload({
    namespace: "shop",
    name: "payments",
    nodes: spread(2, 3),
    cores: 0.7,
    mib: 384,
    rhythm: PEOPLE,
    rollouts: weekly(1),
  }),
  workload({
    namespace: "shop",
    name: "cart",
    nodes: spread(1, 3),
    cores: 1.1,
    mib: 512,
    rhythm: PEOPLE,
    evicted: [1],
    rollouts: [
      { atS: CART_SLOWER_S, version: { patch: 0 } },
      { atS: CART_MENDED_S, version: { patch: 1 } },
    ],
  }),
  workload({
    namespace: "shop",
    name: "accounts",
    nodes: spread(1, 2, 3),
    cores: 0.8,
    mib: 640,
    rhythm: PEOPLE,
    rollouts: weekly(0),
    restarts: outOfMemory,
    evicted: [2],
  }),
  workload({
    namespace: "shop",
    name: "catalogue",
    nodes: spread(1, 2, 3),
    cores: 1.4,
    mib: 768,
    rhythm: PEOPLE,
    rollouts: weekly(2),
    evicted: [2],
  }),
  workload({
    namespace: "shop",
    name: "search",
    nodes: spread(2, 3),
    cores: 1.8,
    mib: 2048,
    rhythm: PEOPLE,
    rollouts: weekly(3),
    restarts: odd("search", 2),
  }),
  workload({
    namespace: "shop",
    name: "nightly-report",
    kind: "Job",
    nodes: spread(2),
    cores: 2.6,
    mib: 2048,
    rollouts: NIGHTLY_STARTS.map((atS) => ({ atS })),
    runsForS: 2_280,
    port: 0,
  }),
  workload({
    namespace: "shop",
    name: "database",
    kind: "StatefulSet",
    nodes: spread(2),
    cores: 2,
    mib: 6144,
    rhythm: PEOPLE,
    image: "postgres",
    tag: "17.6",
    port: 9187,
  }),
];

const OTHERS: readonly Workload[] = [
  workload({
    namespace: "ml",
    name: "trainer",
    kind: "StatefulSet",
    nodes: ["gpu-1", "gpu-2"],
    cores: 5,
    mib: 49152,
    tag: "2.8.1",
  }),
  workload({
    namespace: "ml",
    name: "recommender",
    nodes: ["gpu-1"],
    cores: 1.5,
    mib: 8192,
    rhythm: PEOPLE,
    rollouts: weekly(1),
  }),
  workload({
    namespace: "reference",
    name: "reference-app",
    nodes: spread(1, 2),
    cores: 0.4,
    mib: 256,
    rhythm: PEOPLE,
    rollouts: weekly(0),
    port: 8000,
    restarts: odd("reference", 2),
  }),
  workload({
    namespace: "tenant-example",
    name: "example",
    nodes: spread(1),
    cores: 0.05,
    mib: 64,
    image: "example/example_image",
    tag: "1.6.4",
    port: 9170,
  }),
  workload({
    namespace: "telecom",
    name: "operator-metrics",
    nodes: spread(2),
    cores: 0.1,
    mib: 128,
    tag: "3.2.0",
    port: 8081,
    restarts: odd("operator-metrics", 1),
  }),
  workload({
    namespace: "ingress-nginx",
    name: "ingress-nginx-controller",
    container: "controller",
    nodes: spread(1, 2),
    cores: 0.9,
    mib: 384,
    rhythm: PEOPLE,
    image: "registry.k8s.io/ingress-nginx/controller",
    tag: "v1.13.2",
    port: 10254,
  }),
];

const SYSTEM: readonly Workload[] = [
  workload({
    namespace: "kube-system",
    name: "coredns",
    nodes: spread(1, 2),
    cores: 0.15,
    mib: 96,
    rhythm: MACHINES,
    image: "registry.k8s.io/coredns/coredns",
    tag: "v1.12.3",
    port: 9153,
  }),
  workload({
    namespace: "kube-system",
    name: "etcd",
    kind: "Node",
    nodes: CONTROL,
    cores: 0.35,
    mib: 1024,
    rhythm: MACHINES,
    image: "registry.k8s.io/etcd",
    tag: "3.6.4-0",
    port: 2381,
  }),
  workload({
    namespace: "kube-system",
    name: "kube-apiserver",
    kind: "Node",
    nodes: CONTROL,
    cores: 0.8,
    mib: 2048,
    rhythm: MACHINES,
    image: "registry.k8s.io/kube-apiserver",
    tag: "v1.34.1",
    port: 6443,
  }),
  workload({
    namespace: "kube-system",
    name: "kube-controller-manager",
    kind: "Node",
    nodes: CONTROL,
    cores: 0.15,
    mib: 256,
    rhythm: MACHINES,
    image: "registry.k8s.io/kube-controller-manager",
    tag: "v1.34.1",
    port: 10257,
  }),
  workload({
    namespace: "kube-system",
    name: "kube-scheduler",
    kind: "Node",
    nodes: CONTROL,
    cores: 0.05,
    mib: 128,
    rhythm: MACHINES,
    image: "registry.k8s.io/kube-scheduler",
    tag: "v1.34.1",
    port: 10259,
  }),
  workload({
    namespace: "kube-system",
    name: "kube-proxy",
    kind: "DaemonSet",
    nodes: EVERYWHERE,
    cores: 0.02,
    mib: 64,
    image: "registry.k8s.io/kube-proxy",
    tag: "v1.34.1",
    port: 10249,
  }),
  workload({
    namespace: "monitoring",
    name: "kube-state-metrics",
    nodes: spread(1),
    cores: 0.1,
    mib: 192,
    image: "registry.k8s.io/kube-state-metrics/kube-state-metrics",
    tag: "v2.17.0",
    port: 8080,
  }),
  workload({
    namespace: "monitoring",
    name: "node-exporter",
    kind: "DaemonSet",
    nodes: EVERYWHERE,
    cores: 0.04,
    mib: 48,
    image: "quay.io/prometheus/node-exporter",
    tag: "v1.9.1",
    port: 9100,
  }),
];

export const WORKLOADS: readonly Workload[] = [...SHOP, ...OTHERS, ...SYSTEM];

export const workloadNamed = (name: string): Workload => {
  const found = WORKLOADS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no workload ${name}`);
  return found;
};

/** When a replica becomes a new pod, in the order of the week: at each rollout, and where it is moved away from its node. */
export interface PodStart {
  readonly atS: number;
  readonly version: Version | undefined;
  readonly node: string;
  readonly isEvicted: boolean;
  /** How long the pod before it outlives its start; negative: that pod is gone earlier. */
  readonly overlapS: number;
}

const STAGGER_S = 11;
const EVICTIONS_APART_S = 25;
/** Evicted pods come back to worker-3 in the next night's rebalancing. */
const BACK_AFTER_S = 11 * HOUR_S;
/** The new pod is ready before the old one goes. */
const OVERLAP_S = 24;

export function podStarts(one: Workload, replica: number): readonly PodStart[] {
  const home = one.nodes[replica] ?? "worker-1";
  const starts: PodStart[] = one.rollouts.map((rollout) => ({
    atS: rollout.atS + replica * STAGGER_S,
    version: rollout.version,
    node: home,
    isEvicted: false,
    overlapS: OVERLAP_S,
  }));
  if (one.evicted.includes(replica)) starts.push(...evictionOf(one, home));
  if (starts.length === 0 && (one.kind === "Deployment" || one.kind === "DaemonSet"))
    starts.push(...drainOf(one, home));
  return starts.toSorted((a, b) => a.atS - b.atS);
}

function evictionOf(one: Workload, home: string): PodStart[] {
  const version = (one.rollouts.findLast((rollout) => rollout.atS < EVICTION_S) ?? one.rollouts.at(-1))
    ?.version;
  const atS = EVICTION_S + EVICTIONS_APART_S * one.name.length;
  return [
    { atS, version, node: "worker-2", isEvicted: true, overlapS: -9 },
    { atS: atS + BACK_AFTER_S, version, node: home, isEvicted: false, overlapS: OVERLAP_S },
  ];
}

/** A pod that nothing else replaces is a new one after its node's reboot. The provider's example keeps its name. */
function drainOf(one: Workload, home: string): PodStart[] {
  if (one.name === "example") return [];
  const reboot = rebootOf(nodeNamed(home).index);
  const atS = reboot.atS + reboot.durationS;
  return [{ atS, version: undefined, node: home, isEvicted: false, overlapS: -reboot.durationS }];
}
