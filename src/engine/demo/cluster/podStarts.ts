import { HOUR_S } from "../core/weekTime.ts";
import { EVICTION_S, rebootOf } from "./calendar.ts";
import { nodeNamed } from "./nodes.ts";
import type { Version, Workload } from "./Workload.ts";

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
