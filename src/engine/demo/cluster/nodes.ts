import type { Lives } from "../core/Lives.ts";
import { weeklyLives } from "../core/Lives.ts";
import { hexHash } from "../core/hash.ts";
import { rebootOf } from "./calendar.ts";

const GIB = 1_073_741_824;
/** Before anything that anybody asks for. */
export const BIRTH_MS = Date.UTC(2019, 0, 7, 9, 12);

export interface ClusterNode {
  readonly index: number;
  readonly name: string;
  readonly ip: string;
  readonly role: "control-plane" | "worker" | "gpu";
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly gpus: number;
  readonly uid: string;
  /** Between reboots. */
  readonly lives: Lives;
}

function node(
  index: number,
  facts: Pick<ClusterNode, "name" | "role" | "cpus" | "gpus"> & { gib: number },
): ClusterNode {
  const { name, role, cpus, gpus, gib } = facts;
  return {
    index,
    name,
    role,
    cpus,
    gpus,
    ip: `10.0.0.${11 + index}`,
    memoryBytes: gib * GIB,
    uid: hexHash(`node ${name}`, 12),
    lives: weeklyLives({ fromMs: BIRTH_MS, toMs: Infinity }, [rebootOf(index)]),
  };
}

export const NODES: readonly ClusterNode[] = [
  node(0, { name: "control-1", role: "control-plane", cpus: 4, gpus: 0, gib: 16 }),
  node(1, { name: "worker-1", role: "worker", cpus: 8, gpus: 0, gib: 32 }),
  node(2, { name: "worker-2", role: "worker", cpus: 8, gpus: 0, gib: 32 }),
  node(3, { name: "worker-3", role: "worker", cpus: 8, gpus: 0, gib: 32 }),
  node(4, { name: "gpu-1", role: "gpu", cpus: 8, gpus: 4, gib: 128 }),
  node(5, { name: "gpu-2", role: "gpu", cpus: 8, gpus: 4, gib: 128 }),
];

export const nodeNamed = (name: string): ClusterNode => {
  const found = NODES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no node ${name}`);
  return found;
};

export const nodeIp = (one: ClusterNode, port: number): string => `${one.ip}:${port}`;
