/**
 * Backfilled data for the tests: the metrics named in the seed documents, and what a chart needs to be worth
 * looking at (24 series with a daily wave, a gap, an incident; a classic histogram). Deterministic.
 */

const STEP_S = 15;
const HOURS = 6;

function* times(endS: number, hours = HOURS): Generator<number> {
  for (let t = endS - hours * 3600; t <= endS; t += STEP_S) yield t;
}

/** A repeatable value in [0, 1) for a pair of integers. */
function noise(a: number, b: number): number {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43_758.5453;
  return x - Math.floor(x);
}

const labelText = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",");

interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly series: readonly Readonly<Record<string, string>>[];
  /** Value of series `index` at a time; NaN = no sample there. */
  readonly value: (index: number, timeS: number) => number;
}

function familyLines(family: Family, endS: number): string[] {
  const sampleName = family.type === "counter" ? `${family.name}_total` : family.name;
  const lines = [`# TYPE ${family.name} ${family.type}`, `# HELP ${family.name} ${family.help}`];
  family.series.forEach((labels, index) => {
    for (const t of times(endS)) {
      const value = family.value(index, t);
      if (!Number.isNaN(value)) lines.push(`${sampleName}{${labelText(labels)}} ${value} ${t}`);
    }
  });
  return lines;
}

const namespaces = ["api", "ingest", "search", "train", "billing", "web", "auth", "batch"];
const clusters = ["ord1", "las1", "lga1"];
const cpuSeries = clusters.flatMap((cluster) =>
  namespaces.map((namespace) => ({ cluster, namespace, job: "kubelet" })),
);

/** Cores in use by a series at a time: a wave, noise, and an incident in ord1/api an hour before the end. */
function cores(index: number, timeS: number, endS: number): number {
  const wave = Math.sin((timeS / 7200) * Math.PI + index) * 0.3 + 1;
  const incident = index === 0 && timeS > endS - 3600 && timeS < endS - 2700 ? 6 : 0;
  return (2 + (index % 8)) * wave + noise(index, Math.floor(timeS / 60)) * 0.6 + incident;
}

function histogramLines(endS: number): string[] {
  const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
  const lines = [
    "# TYPE shop_request_duration_seconds histogram",
    "# HELP shop_request_duration_seconds Time to answer.",
  ];
  const counts = bounds.map(() => 0);
  let total = 0;
  let sum = 0;
  for (const t of times(endS)) {
    const slow = t > endS - 3600 && t < endS - 2700 ? 2 : 0;
    bounds.forEach((_, index) => {
      const add = Math.max(
        0,
        Math.round(20 * Math.exp(-((index - 3 - slow) ** 2) / 3) + noise(index, t) * 3),
      );
      counts[index] = (counts[index] ?? 0) + add;
      total += add;
      sum += add * (bounds[index] ?? 0);
    });
    let cumulative = 0;
    bounds.forEach((bound, index) => {
      cumulative += counts[index] ?? 0;
      lines.push(`shop_request_duration_seconds_bucket{job="shop",le="${bound}"} ${cumulative} ${t}`);
    });
    lines.push(`shop_request_duration_seconds_bucket{job="shop",le="+Inf"} ${total} ${t}`);
    lines.push(`shop_request_duration_seconds_count{job="shop"} ${total} ${t}`);
    lines.push(`shop_request_duration_seconds_sum{job="shop"} ${sum} ${t}`);
  }
  return lines;
}

/** An OpenMetrics dump whose last samples are at `endS`, a multiple of 15. */
export function historyText(endS: number): string {
  const used = new Map<number, number>();
  const families: Family[] = [
    {
      name: "container_cpu_usage_seconds",
      type: "counter",
      help: "Cumulative CPU time consumed by the container, in core-seconds.",
      series: cpuSeries,
      value: (index, t) => {
        const next = (used.get(index) ?? 0) + cores(index, t, endS) * STEP_S;
        used.set(index, next);
        // las1/train loses its scrapes for half an hour: a gap must stay a gap.
        return index === 11 && t > endS - 7200 && t < endS - 5400
          ? Number.NaN
          : Math.round(next * 1000) / 1000;
      },
    },
    {
      name: "kube_node_status_allocatable",
      type: "gauge",
      help: "The allocatable resources of a node.",
      series: clusters.map((cluster) => ({ cluster, resource: "cpu", job: "kube-state-metrics" })),
      value: (index) => 64 + index * 32,
    },
    {
      name: "node_gpu_seconds",
      type: "counter",
      help: "Seconds the GPUs spent in each mode.",
      series: ["idle", "busy"].map((mode) => ({ mode, node: "g1", job: "gpu" })),
      value: (index, t) => (t - endS + HOURS * 3600) * (index === 0 ? 0.4 : 0.6),
    },
    {
      name: "kube_pod_container_info",
      type: "gauge",
      help: "Information about a container in a pod.",
      series: [
        {
          container: "example",
          container_id: "docker://1548c7ce5d717cfb9e3e797464d9fe4fbda0cea6f324fda8b9b64b2f5fd44e2f",
          endpoint: "http",
          image: "example/example_image:1.6.4",
          image_id: "docker-pullable://docker-registry-image",
          instance: "10.0.0.1:8080",
          job: "kube-state-metrics",
          namespace: "tenant-example",
          pod: "example-5d796977bc-crk9m",
          service: "tenant-metrics-kube-state-metrics",
        },
      ],
      value: () => 1,
    },
  ];
  return [
    ...families.flatMap((family) => familyLines(family, endS)),
    ...histogramLines(endS),
    "# EOF",
    "",
  ].join("\n");
}
