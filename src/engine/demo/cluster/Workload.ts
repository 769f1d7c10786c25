import type { WeeklyDown } from "../core/Lives.ts";
import type { WeekProfile } from "../core/WeekProfile.ts";
import { STEADY } from "./calendar.ts";

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

export function workload(facts: Facts): Workload {
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
