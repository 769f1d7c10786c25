import { STEADY } from "../cluster/calendar.ts";
import type { NodeLoad } from "../cluster/nodeLoad.ts";
import { loadOf } from "../cluster/nodeLoad.ts";
import type { ClusterNode } from "../cluster/nodes.ts";
import type { Family, LabelRecord, Row } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import type { Flow, Signal } from "../core/signals.ts";
import { amount, CALM, constant, count, flow, level } from "../core/signals.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { DAY_S, WEEK_S } from "../core/weekTime.ts";
import { family } from "./families.ts";
import type { NodeTarget } from "./targets.ts";

const GIB = 1_073_741_824;
const DISKS = ["nvme0n1", "nvme1n1"];

/** A metric of each device: the first does most of the work. */
function perDevice(
  head: readonly [name: string, help: string],
  devices: readonly string[],
  signal: (load: NodeLoad, share: number, node: ClusterNode) => Signal,
): Family<NodeTarget> {
  const isGauge = !head[0].endsWith("_total");
  return family(isGauge ? "gauge" : "counter", head, ({ node }) =>
    each(devices, (device, i) => ({
      labels: { device },
      signal: signal(loadOf(node), i === 0 ? 0.8 : 0.2, node),
    })),
  );
}

const scaled = (profile: WeekProfile, perS: number): Flow => flow(profile, perS);
const calm = (profile: WeekProfile, perS: number): Flow => flow(profile, perS, { octaves: CALM });

const disk = [
  perDevice(
    ["node_disk_reads_completed_total", "The total number of reads completed successfully."],
    DISKS,
    (load, share) => count(scaled(load.disk, 60 * share)),
  ),
  perDevice(
    ["node_disk_writes_completed_total", "The total number of writes completed successfully."],
    DISKS,
    (load, share) => count(scaled(load.disk, 240 * share)),
  ),
  perDevice(
    ["node_disk_read_bytes_total", "The total number of bytes read successfully."],
    DISKS,
    (load, share) => count(scaled(load.disk, 3.1e6 * share)),
  ),
  perDevice(
    ["node_disk_written_bytes_total", "The total number of bytes written successfully."],
    DISKS,
    (load, share) => count(scaled(load.disk, 9.4e6 * share)),
  ),
  perDevice(
    ["node_disk_read_time_seconds_total", "The total number of seconds spent by all reads."],
    DISKS,
    (load, share) => amount(calm(load.disk, 0.03 * share)),
  ),
  perDevice(
    ["node_disk_write_time_seconds_total", "The total number of seconds spent by all writes."],
    DISKS,
    (load, share) => amount(calm(load.disk, 0.19 * share)),
  ),
  perDevice(["node_disk_io_time_seconds_total", "Total seconds spent doing I/Os."], DISKS, (load, share) =>
    amount(calm(load.disk, 0.17 * share)),
  ),
  perDevice(["node_disk_io_now", "The number of I/Os currently in progress."], DISKS, (load, share) =>
    level(load.disk, 4 * share, { quantum: 1, octaves: [{ period: 31, amplitude: 0.8 }] }),
  ),
];

const CARDS = ["eth0", "cilium_host"];
const network = (["receive", "transmit"] as const).flatMap((way) => {
  const name = (what: string): string => `node_network_${way}_${what}_total`;
  const factor = way === "receive" ? 1 : 0.72;
  return [
    perDevice([name("bytes"), `Network device statistic ${way}_bytes.`], CARDS, (load, share) =>
      count(scaled(load.network, 2.3e7 * factor * share)),
    ),
    perDevice([name("packets"), `Network device statistic ${way}_packets.`], CARDS, (load, share) =>
      count(scaled(load.network, 21_000 * factor * share)),
    ),
    perDevice([name("errs"), `Network device statistic ${way}_errs.`], CARDS, () =>
      count(flow(STEADY, 0.000_004)),
    ),
    perDevice([name("drop"), `Network device statistic ${way}_drop.`], CARDS, (load, share) =>
      count(scaled(load.network, 0.02 * share)),
    ),
  ];
});

const MOUNTS: readonly (LabelRecord & { readonly gib: string })[] = [
  { device: "/dev/nvme0n1p2", fstype: "ext4", mountpoint: "/", gib: "120" },
  { device: "/dev/nvme0n1p1", fstype: "vfat", mountpoint: "/boot/efi", gib: "1" },
  { device: "/dev/nvme1n1", fstype: "xfs", mountpoint: "/var/lib/containerd", gib: "480" },
];

/** Images and logs pile up all day and are cleaned away each night at three. */
const PILE = WeekProfile.of(
  Array.from({ length: WEEK_S / DAY_S }, (_, day) => [
    [day * DAY_S + 10_800, 1] as const,
    [day * DAY_S + 11_700, 0.86] as const,
  ]).flat(),
);

function mounts(valueOf: (bytes: number, isBusy: boolean) => Signal): (target: NodeTarget) => readonly Row[] {
  return () =>
    each(MOUNTS, ({ gib, ...labels }) => ({
      labels,
      signal: valueOf(Number(gib) * GIB, labels["fstype"] !== "vfat"),
      key: labels["mountpoint"] ?? "",
    }));
}

const left =
  (share: number) =>
  (bytes: number, isBusy: boolean): Signal =>
    isBusy
      ? level(PILE, -bytes * 0.62, {
          offset: bytes * share,
          quantum: 4_096,
          octaves: [{ period: 5_000, amplitude: 0.01 }],
        })
      : constant(Math.round(bytes * 0.98));

const filesystem = [
  family<NodeTarget>(
    "gauge",
    ["node_filesystem_size_bytes", "Filesystem size in bytes."],
    mounts((bytes) => constant(bytes)),
  ),
  family<NodeTarget>(
    "gauge",
    ["node_filesystem_free_bytes", "Filesystem free space in bytes."],
    mounts(left(1)),
  ),
  family<NodeTarget>(
    "gauge",
    ["node_filesystem_avail_bytes", "Filesystem space available to non-root users in bytes."],
    mounts(left(0.95)),
  ),
  family<NodeTarget>(
    "gauge",
    ["node_filesystem_readonly", "Filesystem read-only status."],
    mounts(() => constant(0)),
  ),
];

export const nodeDevices: readonly Family<NodeTarget>[] = [...disk, ...network, ...filesystem];
