import { NODES } from "../cluster/nodes.ts";
import { loadOf } from "../cluster/nodeLoad.ts";
import { STEADY } from "../cluster/calendar.ts";
import type { Exporter, Row, ValueRow } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import type { Flow, Signal } from "../core/signals.ts";
import {
  amount,
  CALM,
  computed,
  constant,
  count,
  flow,
  level,
  levels,
  remainder,
  startTime,
} from "../core/signals.ts";
import type { WeekProfile } from "../core/WeekProfile.ts";
import { counted, family, gauge } from "./families.ts";
import { nodeDevices } from "./nodeDevices.ts";
import type { NodeTarget } from "./targets.ts";
import { always, nodeTarget } from "./targets.ts";

export const nodeExporterTargets: readonly NodeTarget[] = NODES.map((node) =>
  nodeTarget(node, { job: "node-exporter", port: 9100, samples: 1_240 }),
);

const calm = (profile: WeekProfile, perS: number, salt = 0): Flow =>
  flow(profile, perS, { octaves: CALM, salt });

/** Shares of a CPU's time in use. What is left is idle. */
const CPU_SHARES: readonly (readonly [mode: string, share: number])[] = [
  ["user", 0.74],
  ["system", 0.18],
  ["softirq", 0.03],
  ["nice", 0.004],
  ["steal", 0.002],
  ["irq", 0.001],
];

/** All modes of one CPU share its noise and add up to the time that passed. */
function cpuRows({ node }: NodeTarget): readonly Row[] {
  const { cpu, wait } = loadOf(node);
  return Array.from({ length: node.cpus }, (_, index) => {
    const key = `cpu ${index}`;
    const used = CPU_SHARES.map(([mode, share], i) => ({ mode, flow: calm(cpu, share, i) }));
    used.push({ mode: "iowait", flow: calm(wait, 1, 20) });
    const row = (mode: string, signal: Signal): ValueRow => ({
      labels: { cpu: String(index), mode },
      signal,
      key,
    });
    const idle = remainder(
      1,
      used.map((one) => one.flow),
    );
    return [...used.map((one) => row(one.mode, amount(one.flow))), row("idle", idle)];
  }).flat();
}

const memoryUsed = ({ node }: NodeTarget) => ({
  profile: loadOf(node).memory,
  octaves: [
    { period: 400, amplitude: 0.004 },
    { period: 7_200, amplitude: 0.012 },
  ],
  quantum: 4_096,
  salt: 1,
});

/** Total − used, the same "used" in each of the memory's metrics: they share their noise. */
const memory = (name: string, help: string, make: (target: NodeTarget) => Signal) =>
  family<NodeTarget>("gauge", [name, help], (target) => [
    { labels: {}, signal: make(target), key: "memory" },
  ]);

const freeMemory = (share: number) => (target: NodeTarget) =>
  levels([
    {
      ...memoryUsed(target),
      offset: target.node.memoryBytes * share,
      scale: -target.node.memoryBytes * share,
    },
  ]);

const ofTotal =
  (share: number) =>
  ({ node }: NodeTarget) =>
    level(STEADY, node.memoryBytes * share, {
      octaves: [{ period: 3_000, amplitude: 0.05 }],
      quantum: 4_096,
    });

const MEMORY = [
  memory("node_memory_MemTotal_bytes", "Memory information field MemTotal_bytes.", ({ node }) =>
    constant(node.memoryBytes),
  ),
  memory("node_memory_MemAvailable_bytes", "Memory information field MemAvailable_bytes.", freeMemory(1)),
  memory("node_memory_MemFree_bytes", "Memory information field MemFree_bytes.", freeMemory(0.42)),
  gauge("node_memory_Buffers_bytes", "Memory information field Buffers_bytes.", ofTotal(0.012)),
  gauge("node_memory_Cached_bytes", "Memory information field Cached_bytes.", ofTotal(0.21)),
  gauge("node_memory_Slab_bytes", "Memory information field Slab_bytes.", ofTotal(0.024)),
  gauge("node_memory_SwapTotal_bytes", "Memory information field SwapTotal_bytes.", () => constant(0)),
  gauge("node_memory_SwapFree_bytes", "Memory information field SwapFree_bytes.", () => constant(0)),
];

const load =
  (minutes: number) =>
  ({ node }: NodeTarget) =>
    level(loadOf(node).cpu, node.cpus * 1.1, {
      quantum: 0.01,
      octaves: [
        { period: 40 * minutes, amplitude: 0.32 / Math.sqrt(minutes) },
        { period: 2_400, amplitude: 0.08 },
      ],
    });

const LOAD = [
  gauge("node_load1", "1m load average.", load(1)),
  gauge("node_load5", "5m load average.", load(5)),
  gauge("node_load15", "15m load average.", load(15)),
];

const SYSTEM = [
  gauge<NodeTarget>("node_boot_time_seconds", "Node boot time, in unixtime.", () => startTime),
  gauge<NodeTarget>("node_time_seconds", "System time in seconds since epoch (1970).", () =>
    computed((timeMs) => timeMs / 1_000),
  ),
  family<NodeTarget>(
    "gauge",
    ["node_uname_info", "Labeled system information as provided by the uname system call."],
    ({ node }) => [
      {
        labels: {
          sysname: "Linux",
          release: "6.12.48-cloud-amd64",
          machine: "x86_64",
          nodename: node.name,
          domainname: "(none)",
        },
        signal: constant(1),
      },
    ],
  ),
  counted<NodeTarget>("node_context_switches_total", "Total number of context switches.", ({ node }) =>
    count(flow(loadOf(node).cpu, 9_000 * node.cpus)),
  ),
  counted<NodeTarget>("node_intr_total", "Total number of interrupts serviced.", ({ node }) =>
    count(flow(loadOf(node).cpu, 5_200 * node.cpus)),
  ),
  counted<NodeTarget>("node_forks_total", "Total number of forks.", ({ node }) =>
    count(flow(loadOf(node).cpu, 22)),
  ),
  gauge<NodeTarget>("node_procs_running", "Number of processes in runnable state.", ({ node }) =>
    level(loadOf(node).cpu, node.cpus, { quantum: 1, octaves: [{ period: 33, amplitude: 0.7 }] }),
  ),
  gauge<NodeTarget>(
    "node_procs_blocked",
    "Number of processes blocked waiting for I/O to complete.",
    ({ node }) => level(loadOf(node).wait, 14, { quantum: 1, octaves: [{ period: 33, amplitude: 0.7 }] }),
  ),
  counted<NodeTarget>("node_vmstat_pgmajfault", "/proc/vmstat information field pgmajfault.", ({ node }) =>
    count(flow(loadOf(node).disk, 1.4)),
  ),
  counted<NodeTarget>("node_vmstat_oom_kill", "/proc/vmstat information field oom_kill.", () =>
    count(flow(STEADY, 0.000_02)),
  ),
  gauge<NodeTarget>("node_filefd_allocated", "File descriptor statistics: allocated.", ({ node }) =>
    level(loadOf(node).network, 900, { offset: 4_200, quantum: 32 }),
  ),
  gauge<NodeTarget>("node_sockstat_TCP_inuse", "Number of TCP sockets in state inuse.", ({ node }) =>
    level(loadOf(node).network, 210, { offset: 48, quantum: 1 }),
  ),
  counted<NodeTarget>(
    "node_pressure_cpu_waiting_seconds_total",
    "Total time in seconds that processes have waited for CPU time.",
    ({ node }) => amount(calm(loadOf(node).cpu, 0.12)),
  ),
  counted<NodeTarget>(
    "node_pressure_io_waiting_seconds_total",
    "Total time in seconds that processes have waited due to IO congestion.",
    ({ node }) => amount(calm(loadOf(node).wait, 0.9)),
  ),
  counted<NodeTarget>(
    "node_pressure_memory_waiting_seconds_total",
    "Total time in seconds that processes have waited for memory.",
    ({ node }) => amount(calm(loadOf(node).memory, 0.002)),
  ),
];

export const nodeExporter: Exporter<NodeTarget> = {
  subjectsIn: always(nodeExporterTargets),
  families: [
    family("counter", ["node_cpu_seconds_total", "Seconds the CPUs spent in each mode."], cpuRows),
    ...MEMORY,
    ...LOAD,
    ...SYSTEM,
    ...nodeDevices,
    family("gauge", ["node_hwmon_temp_celsius", "Hardware monitor for temperature (input)."], ({ node }) =>
      each(["temp1", "temp2"], (sensor) => ({
        labels: { chip: "platform_coretemp_0", sensor },
        signal: level(loadOf(node).cpu, 40, { offset: 34, quantum: 1 }),
      })),
    ),
  ],
};
