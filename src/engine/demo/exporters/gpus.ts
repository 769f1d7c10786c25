import { GPU_IDLE_S, GPU_IDLE_STARTS, PEOPLE, STEADY } from "../cluster/calendar.ts";
import { NODES } from "../cluster/nodes.ts";
import type { ClusterNode } from "../cluster/nodes.ts";
import type { Exporter, Family, Row, ValueRow } from "../core/Exporter.ts";
import { hexHash } from "../core/hash.ts";
import type { Level, Signal } from "../core/signals.ts";
import { amount, CALM, constant, flow, level, levels, remainder } from "../core/signals.ts";
import type { Knot } from "../core/WeekProfile.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { DAY_S } from "../core/weekTime.ts";
import { family } from "./families.ts";
import type { NodeTarget } from "./targets.ts";
import { always, nodeTarget } from "./targets.ts";

const GPU_NODES = NODES.filter((node) => node.gpus > 0);
export const gpuTargets = GPU_NODES.map((node) =>
  nodeTarget(node, { job: "gpu-exporter", port: 9400, samples: 118 }),
);

const MIB = 1_048_576;
const MEMORY_MIB = 81_559;

/** 1, and 0 while the trainer on one GPU of gpu-2 hangs: another one each day. */
function awake(node: ClusterNode, gpu: number): WeekProfile {
  if (node.name !== "gpu-2") return STEADY;
  const starts = GPU_IDLE_STARTS.filter((start) => Math.floor(start / DAY_S) % node.gpus === gpu);
  const knots = starts.flatMap((start): Knot[] => [
    [start, 1],
    [start + 20, 0.003],
    [start + GPU_IDLE_S, 0.003],
    [start + GPU_IDLE_S + 45, 1],
  ]);
  return WeekProfile.of(knots.length > 0 ? knots : [[0, 1]]);
}

const profiles = new Map<string, WeekProfile>();

/** 0 to 1. gpu-1 serves recommendations on its first two, by day; all others train, but for a pause per checkpoint. */
function useOf(node: ClusterNode, gpu: number): WeekProfile {
  const key = `${node.name}/${gpu}`;
  let profile = profiles.get(key);
  if (profile === undefined) {
    const serves = node.name === "gpu-1" && gpu < 2;
    profile = serves ? PEOPLE.map(0.02, 0.5) : WeekProfile.product(awake(node, gpu), STEADY.map(0.83, 0));
    profiles.set(key, profile);
  }
  return profile;
}

interface Gpu {
  readonly node: ClusterNode;
  readonly gpu: number;
}

const perGpu =
  (rows: (one: Gpu) => readonly Row[]) =>
  ({ node }: NodeTarget): readonly Row[] =>
    Array.from({ length: node.gpus }, (_, gpu) => rows({ node, gpu })).flat();

/** All modes of one GPU add up to the time that passed. */
function modeRows({ node, gpu }: Gpu): readonly Row[] {
  const use = useOf(node, gpu);
  const used = [
    { mode: "user", flow: flow(use, 0.92, { octaves: CALM, salt: 1 }) },
    { mode: "copy", flow: flow(use, 0.04, { octaves: CALM, salt: 2 }) },
    { mode: "throttled", flow: flow(use, 0.008, { salt: 3 }) },
  ];
  const row = (mode: string, signal: Signal): ValueRow => ({
    labels: { gpu: String(gpu), mode },
    signal,
    key: `gpu ${gpu}`,
  });
  const idle = remainder(
    1,
    used.map((one) => one.flow),
  );
  return [...used.map((one) => row(one.mode, amount(one.flow))), row("idle", idle)];
}

const identity = ({ node, gpu }: Gpu) => ({
  gpu: String(gpu),
  UUID: `GPU-${hexHash(`${node.name} ${gpu}`, 8)}`,
  device: `nvidia${gpu}`,
  modelName: "NVIDIA H100 80GB HBM3",
  Hostname: node.name,
});

function dcgm(name: string, help: string, signal: (one: Gpu) => Signal): Family<NodeTarget> {
  const type = name.endsWith("_CONSUMPTION") ? "counter" : "gauge";
  return family(
    type,
    [name, help],
    perGpu((one) => [{ labels: identity(one), signal: signal(one) }]),
  );
}

const onUse =
  (scale: number, offset: number, options: Partial<Level> = {}) =>
  ({ node, gpu }: Gpu) =>
    level(useOf(node, gpu), scale, { offset, quantum: 1, ...options });

/** A trainer that hangs keeps its memory: that is how the wasted GPU is told from a free one. */
const usedMemory = ({ node, gpu }: Gpu, sign: 1 | -1): Level => ({
  profile: STEADY,
  offset: sign < 0 ? MEMORY_MIB : 0,
  scale: sign * (node.name === "gpu-1" && gpu < 2 ? 24_300 : 71_200),
  octaves: [{ period: 2_000, amplitude: 0.03 }],
  quantum: 1,
  salt: gpu,
});

const families: readonly Family<NodeTarget>[] = [
  family("counter", ["node_gpu_seconds_total", "Seconds the GPUs spent in each mode."], perGpu(modeRows)),
  family(
    "gauge",
    ["node_gpu_info", "The GPUs of a node. The value is always 1."],
    perGpu((one) => [{ labels: { ...identity(one), driver_version: "580.82.07" }, signal: constant(1) }]),
  ),
  family(
    "gauge",
    ["node_gpu_memory_total_bytes", "Memory of the GPU in bytes."],
    perGpu(({ gpu }) => [{ labels: { gpu: String(gpu) }, signal: constant(MEMORY_MIB * MIB) }]),
  ),
  dcgm("DCGM_FI_DEV_GPU_UTIL", "GPU utilization (in %).", onUse(100, 0)),
  dcgm("DCGM_FI_DEV_GPU_TEMP", "GPU temperature (in C).", onUse(41, 29)),
  dcgm("DCGM_FI_DEV_POWER_USAGE", "Power draw (in W).", onUse(590, 72, { quantum: 0.001 })),
  dcgm(
    "DCGM_FI_DEV_SM_CLOCK",
    "SM clock frequency (in MHz).",
    onUse(1_980, 345, { quantum: 15, octaves: [] }),
  ),
  family(
    "gauge",
    ["DCGM_FI_DEV_FB_USED", "Framebuffer memory used (in MiB)."],
    perGpu((one) => [{ labels: identity(one), signal: levels([usedMemory(one, 1)]), key: "framebuffer" }]),
  ),
  family(
    "gauge",
    ["DCGM_FI_DEV_FB_FREE", "Framebuffer memory free (in MiB)."],
    perGpu((one) => [{ labels: identity(one), signal: levels([usedMemory(one, -1)]), key: "framebuffer" }]),
  ),
  dcgm("DCGM_FI_DEV_XID_ERRORS", "Value of the last XID error encountered.", () => constant(0)),
  dcgm(
    "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
    "Total energy consumption since boot (in mJ).",
    ({ node, gpu }) => amount(flow(useOf(node, gpu).map(72_000, 590_000), 1, { octaves: CALM })),
  ),
];

export const gpus: Exporter<NodeTarget> = { subjectsIn: always(gpuTargets), families };
