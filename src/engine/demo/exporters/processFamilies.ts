import { PEOPLE } from "../cluster/calendar.ts";
import { podLoad } from "../cluster/podLoad.ts";
import type { Family } from "../core/Exporter.ts";
import { amount, CALM, constant, count, flow, level, startTime } from "../core/signals.ts";
import { counted, gauge } from "./families.ts";
import type { PodTarget } from "./targets.ts";

/** What a client library says of its own process. */
export const processFamilies: readonly Family<PodTarget>[] = [
  counted("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", ({ pod }) =>
    amount(flow(podLoad(pod).cpu, pod.workload.cpu.used)),
  ),
  gauge("process_resident_memory_bytes", "Resident memory size in bytes.", ({ pod }) =>
    level(podLoad(pod).memory, pod.workload.memory.used * 0.8, { quantum: 4_096, octaves: CALM }),
  ),
  gauge(
    "process_start_time_seconds",
    "Start time of the process since unix epoch in seconds.",
    () => startTime,
  ),
  gauge("process_open_fds", "Number of open file descriptors.", () =>
    level(PEOPLE, 40, { offset: 24, quantum: 1 }),
  ),
  gauge("process_max_fds", "Maximum number of open file descriptors.", () => constant(1_048_576)),
];

export const goFamilies: readonly Family<PodTarget>[] = [
  gauge("go_goroutines", "Number of goroutines that currently exist.", ({ pod }) =>
    level(pod.workload.cpu.profile, 60, { offset: 18, quantum: 1 }),
  ),
  gauge("go_memstats_heap_inuse_bytes", "Number of heap bytes that are in use.", ({ pod }) =>
    level(podLoad(pod).memory, pod.workload.memory.used * 0.5, {
      quantum: 8_192,
      octaves: [{ period: 47, amplitude: 0.18 }],
    }),
  ),
  counted("go_memstats_alloc_bytes_total", "Total number of bytes allocated, even if freed.", ({ pod }) =>
    count(flow(podLoad(pod).cpu, 31_000_000 * pod.workload.cpu.used)),
  ),
];
