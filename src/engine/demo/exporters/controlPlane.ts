import { BACKUP, MACHINES, PEOPLE, STEADY } from "../cluster/calendar.ts";
import { nodeNamed } from "../cluster/nodes.ts";
import type { Exporter, Family, Row } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import type { Histogram } from "../core/histogram.ts";
import { plainHistogram } from "../core/histogram.ts";
import type { Flow } from "../core/signals.ts";
import { amount, CALM, constant, count, flow, level, startTime } from "../core/signals.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { counted, family, gauge } from "./families.ts";
import type { NodeTarget } from "./targets.ts";
import { always, nodeTarget } from "./targets.ts";

const CONTROL = nodeNamed("control-1");
const target = (job: string, port: number, samples: number): NodeTarget =>
  nodeTarget(CONTROL, {
    job,
    port,
    samples,
    labels: { namespace: "kube-system", pod: `${job}-${CONTROL.name}` },
  });

const ETCD = target("etcd", 2381, 410);
const CONTROLLERS = target("kube-controller-manager", 10257, 620);
const SCHEDULER = target("kube-scheduler", 10259, 380);
export const controlPlaneTargets: readonly NodeTarget[] = [ETCD, CONTROLLERS, SCHEDULER];

const calm = (profile: WeekProfile, perS: number, salt = 0): Flow =>
  flow(profile, perS, { octaves: CALM, salt });

/** Usual and slow operations; during a backup nine of ten are slow. */
export function slowedByBackup(
  perS: number,
  usualS: number,
  shape: { slowS: number; bounds: readonly number[] },
): Histogram {
  const slow = BACKUP.map(0.004, 0.88);
  return {
    bounds: shape.bounds,
    modes: [
      { flow: calm(WeekProfile.product(MACHINES, slow.map(1, -1)), perS, 1), median: usualS },
      { flow: calm(WeekProfile.product(MACHINES, slow), perS, 2), median: shape.slowS },
    ],
  };
}

const DISK_BOUNDS = [
  0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192,
];
const GRPC: readonly (readonly [method: string, service: string, perS: number])[] = [
  ["Range", "etcdserverpb.KV", 48],
  ["Txn", "etcdserverpb.KV", 21],
  ["Compact", "etcdserverpb.KV", 0.003],
  ["LeaseGrant", "etcdserverpb.Lease", 0.4],
];

const etcdFamilies: readonly Family<NodeTarget>[] = [
  family(
    "histogram",
    ["etcd_disk_wal_fsync_duration_seconds", "The latency distributions of fsync called by WAL."],
    () => [{ labels: {}, histogram: slowedByBackup(24, 0.0016, { slowS: 0.042, bounds: DISK_BOUNDS }) }],
  ),
  family(
    "histogram",
    ["etcd_disk_backend_commit_duration_seconds", "The latency distributions of commit called by backend."],
    () => [{ labels: {}, histogram: slowedByBackup(9, 0.0042, { slowS: 0.11, bounds: DISK_BOUNDS }) }],
  ),
  family(
    "histogram",
    ["etcd_network_peer_round_trip_time_seconds", "Round-Trip-Time histogram between peers."],
    () => [
      {
        labels: { To: "8e9e05c52164694d" },
        histogram: plainHistogram(calm(STEADY, 0.8), 0.000_6, DISK_BOUNDS),
      },
    ],
  ),
  gauge("etcd_server_has_leader", "Whether or not a leader exists. 1 is existence, 0 is not.", () =>
    constant(1),
  ),
  gauge("etcd_server_is_leader", "Whether or not this member is a leader. 1 if is, 0 otherwise.", () =>
    constant(1),
  ),
  counted("etcd_server_leader_changes_seen_total", "The number of leader changes seen.", () =>
    count(flow(BACKUP.map(0.01, 1), 0.000_3)),
  ),
  counted("etcd_server_proposals_committed_total", "The total number of consensus proposals committed.", () =>
    count(calm(MACHINES, 22)),
  ),
  counted("etcd_server_proposals_applied_total", "The total number of consensus proposals applied.", () =>
    count(calm(MACHINES, 22)),
  ),
  gauge("etcd_server_proposals_pending", "The current number of pending proposals to commit.", () =>
    level(BACKUP, 9, { quantum: 1, octaves: [{ period: 40, amplitude: 0.7 }] }),
  ),
  counted("etcd_server_proposals_failed_total", "The total number of failed proposals seen.", () =>
    count(flow(BACKUP.map(0.001, 1), 0.004)),
  ),
  counted(
    "etcd_server_slow_apply_total",
    "The total number of slow apply requests (likely overloaded from slow disk).",
    () => count(flow(BACKUP.map(0.001, 1), 0.7)),
  ),
  gauge(
    "etcd_mvcc_db_total_size_in_bytes",
    "Total size of the underlying database physically allocated in bytes.",
    () => level(STEADY, 1.64e8, { quantum: 4_096, octaves: [{ period: 90_000, amplitude: 0.12 }] }),
  ),
  gauge(
    "etcd_mvcc_db_total_size_in_use_in_bytes",
    "Total size of the underlying database logically in use in bytes.",
    () => level(STEADY, 9.1e7, { quantum: 4_096, octaves: [{ period: 9_000, amplitude: 0.2 }] }),
  ),
  family(
    "counter",
    [
      "grpc_server_handled_total",
      "Total number of RPCs completed on the server, regardless of success or failure.",
    ],
    () =>
      GRPC.flatMap(([grpc_method, grpc_service, perS]): Row[] => [
        {
          labels: { grpc_method, grpc_service, grpc_type: "unary", grpc_code: "OK" },
          signal: count(calm(MACHINES, perS)),
        },
        {
          labels: { grpc_method, grpc_service, grpc_type: "unary", grpc_code: "Unavailable" },
          signal: count(flow(BACKUP.map(0.000_1, 0.01), perS)),
        },
      ]),
  ),
  counted(
    "etcd_network_client_grpc_received_bytes_total",
    "The total number of bytes received from grpc clients.",
    () => count(calm(MACHINES, 41_000)),
  ),
  counted(
    "etcd_network_client_grpc_sent_bytes_total",
    "The total number of bytes sent to grpc clients.",
    () => count(calm(MACHINES, 390_000)),
  ),
];

/** What every Go process says of itself. */
const processFamilies = (megabytes: number): readonly Family<NodeTarget>[] => [
  gauge("process_resident_memory_bytes", "Resident memory size in bytes.", () =>
    level(PEOPLE, megabytes * 4e4, { offset: megabytes * 1e6, quantum: 4_096 }),
  ),
  counted("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", () =>
    amount(calm(MACHINES, megabytes / 2_000)),
  ),
  gauge(
    "process_start_time_seconds",
    "Start time of the process since unix epoch in seconds.",
    () => startTime,
  ),
  gauge("go_goroutines", "Number of goroutines that currently exist.", () =>
    level(PEOPLE, 40, { offset: 90 + megabytes, quantum: 1 }),
  ),
];

const QUEUES = [
  "deployment",
  "replicaset",
  "endpoint",
  "node_lifecycle_controller",
  "garbage_collector_attempt_to_delete",
];
const QUEUE_BOUNDS = [1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1, 10];
const queueLabels = (name: string) => ({ name });

const controllerFamilies: readonly Family<NodeTarget>[] = [
  family("counter", ["workqueue_adds_total", "Total number of adds handled by workqueue."], () =>
    each(QUEUES, (name, i) => ({ labels: queueLabels(name), signal: count(calm(MACHINES, 1.4 / (i + 1))) })),
  ),
  family("gauge", ["workqueue_depth", "Current depth of workqueue."], () =>
    each(QUEUES, (name) => ({
      labels: queueLabels(name),
      signal: level(BACKUP.map(0.08, 1), 5, { quantum: 1, octaves: [{ period: 60, amplitude: 0.8 }] }),
    })),
  ),
  family(
    "histogram",
    [
      "workqueue_queue_duration_seconds",
      "How long in seconds an item stays in workqueue before being requested.",
    ],
    () =>
      each(QUEUES, (name, i) => ({
        labels: queueLabels(name),
        histogram: slowedByBackup(1.4 / (i + 1), 0.000_05, { slowS: 0.004, bounds: QUEUE_BOUNDS }),
      })),
  ),
  gauge("node_collector_zone_health", "Gauge measuring percentage of healthy nodes per zone.", () =>
    constant(100),
  ),
];

const SCHEDULE_BOUNDS = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048];
const RESULTS = ["scheduled", "unschedulable", "error"];

const schedulerFamilies: readonly Family<NodeTarget>[] = [
  family(
    "histogram",
    ["scheduler_scheduling_attempt_duration_seconds", "Scheduling attempt latency in seconds."],
    () =>
      each(RESULTS, (result, i) => ({
        labels: { profile: "default-scheduler", result },
        histogram: slowedByBackup(i === 0 ? 0.02 : 0.000_2, 0.004, { slowS: 0.05, bounds: SCHEDULE_BOUNDS }),
      })),
  ),
  family(
    "counter",
    ["scheduler_schedule_attempts_total", "Number of attempts to schedule pods, by the result."],
    () =>
      each(RESULTS, (result, i) => ({
        labels: { profile: "default-scheduler", result },
        signal: count(calm(MACHINES, i === 0 ? 0.02 : 0.000_2)),
      })),
  ),
  family("gauge", ["scheduler_pending_pods", "Number of pending pods, by the queue type."], () =>
    each(["active", "backoff", "gated", "unschedulable"], (queue) => ({
      labels: { queue },
      signal: constant(0),
    })),
  ),
];

export const controlPlane: readonly Exporter<NodeTarget>[] = [
  { subjectsIn: always([ETCD]), families: etcdFamilies },
  { subjectsIn: always([CONTROLLERS]), families: controllerFamilies },
  { subjectsIn: always([SCHEDULER]), families: schedulerFamilies },
  { subjectsIn: always(controlPlaneTargets), families: processFamilies(180) },
];
