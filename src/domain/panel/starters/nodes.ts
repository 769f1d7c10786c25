import {
  above,
  below,
  choose,
  panelsOf,
  type PlannedPanel,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

interface NodeFacts {
  readonly source: StarterSource;
  readonly by: "node" | "instance";
}

/** Machines, as the node exporter of Prometheus measures them. */
export const nodes: StarterPlan = {
  key: "nodes",
  metric: "node_cpu_seconds_total",
  isOfDemo: false,
  make: (source) => {
    const by = source.isDemo ? "node" : "instance";
    return {
      board: {
        name: "Nodes",
        description: "Are the machines up, and have they CPU, memory and disk to spare?",
        variables: [
          choose("node", "Node", {
            kind: "label",
            sourceId: source.id,
            label: by,
            selector: "node_cpu_seconds_total",
          }),
        ],
      },
      panels: [...numbers({ source, by }), ...charts({ source, by })],
    };
  },
};

function numbers({ source, by }: NodeFacts): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  const is = `${by}=~"$node"`;
  return [
    panel(
      ["count", "stat", [3, 3]],
      { name: "Nodes", help: "Machines that are measured now.", unit: "plain" },
      [`count(count by (${by}) (node_cpu_seconds_total{mode="idle", ${is}}))`],
    ),
    panel(
      ["cpu-used", "stat", [3, 3]],
      {
        name: "CPU in use",
        help: "Of all chosen machines together.",
        unit: "percentunit",
        thresholds: [above(0.95, "danger"), above(0.85, "warn", "Little is left above 85 %")],
        normal: "Normal is 85 % or less",
      },
      [`1 - avg(rate(node_cpu_seconds_total{mode="idle", ${is}}[$__rate_interval]))`],
    ),
    panel(
      ["memory-free", "gauge", [3, 3]],
      {
        name: "Least memory available",
        help: "The machine with the least memory that programs could still get, as a share of what it has.",
        unit: "percentunit",
        thresholds: [below(0.05, "danger"), below(0.1, "warn", "Programs may be ended below 10 %")],
        normal: "Normal is 10 % or more",
      },
      [`min(node_memory_MemAvailable_bytes{${is}} / node_memory_MemTotal_bytes{${is}})`],
    ),
    panel(
      ["disk-full", "gauge", [3, 3]],
      {
        name: "Fullest disk",
        unit: "percentunit",
        thresholds: [above(0.95, "danger"), above(0.85, "warn", "Make room above 85 %")],
        normal: "Normal is 85 % or less",
      },
      [
        `max(1 - node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs|vfat", ${is}} / node_filesystem_size_bytes{fstype!~"tmpfs|overlay|squashfs|vfat", ${is}})`,
      ],
    ),
  ];
}

function charts({ source, by }: NodeFacts): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  const is = `${by}=~"$node"`;
  const legend = `{{${by}}}`;
  const rate = (metric: string): string => `sum by (${by}) (rate(${metric}[$__rate_interval]))`;
  return [
    panel(
      ["cpu", "chart", [6, 6]],
      { name: "CPU in use, by node", unit: "percentunit", options: { isFromZero: true } },
      [`1 - avg by (${by}) (rate(node_cpu_seconds_total{mode="idle", ${is}}[$__rate_interval]))`, legend],
    ),
    panel(
      ["memory", "chart", [6, 6]],
      {
        name: "Memory available, by node",
        unit: "percentunit",
        options: { isFromZero: true },
        thresholds: [below(0.1, "warn", "Programs may be ended below 10 %")],
      },
      [`node_memory_MemAvailable_bytes{${is}} / node_memory_MemTotal_bytes{${is}}`, legend],
    ),
    panel(
      ["network", "chart", [6, 6]],
      { name: "Network traffic", unit: "Bps", options: { isFromZero: true } },
      [rate(`node_network_receive_bytes_total{device!="lo", ${is}}`), `${legend} in`],
      [rate(`node_network_transmit_bytes_total{device!="lo", ${is}}`), `${legend} out`],
    ),
    panel(
      ["disk", "chart", [6, 6]],
      {
        name: "Disk busy",
        help: "The share of the time in which a disk has something to do.",
        unit: "percentunit",
        options: { isFromZero: true },
      },
      [`max by (${by}) (rate(node_disk_io_time_seconds_total{${is}}[$__rate_interval]))`, legend],
    ),
  ];
}
