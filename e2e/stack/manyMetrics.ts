/**
 * A source at the size customers have: 150,000 metric names in one OpenMetrics text, deterministic. Two samples each,
 * so that a block of them is made in seconds.
 */

export const MANY_NAMES = 150_000;

const EXPORTERS = [
  "node",
  "container",
  "kube",
  "http",
  "grpc",
  "go",
  "process",
  "mysql",
  "redis",
  "kafka",
  "envoy",
  "dcgm",
];
const SUBSYSTEMS = [
  "cpu",
  "memory",
  "disk",
  "network",
  "queue",
  "cache",
  "request",
  "session",
  "pool",
  "index",
];
const MEASURES = [
  "duration_seconds",
  "size_bytes",
  "errors_total",
  "operations_total",
  "usage_ratio",
  "open_count",
];

/** The name at a place: `kafka_queue_shard_0123_errors_total`. Every word of it can be searched for. */
export function manyName(at: number): string {
  const exporter = EXPORTERS[at % EXPORTERS.length] ?? "";
  const subsystem = SUBSYSTEMS[Math.floor(at / EXPORTERS.length) % SUBSYSTEMS.length] ?? "";
  const measure = MEASURES[Math.floor(at / 7) % MEASURES.length] ?? "";
  return `${exporter}_${subsystem}_shard_${String(at).padStart(6, "0")}_${measure}`;
}

/** OpenMetrics text of `count` names with samples a minute apart, the last at `endS`. */
export function manyMetricsText(endS: number, count = MANY_NAMES): string {
  const lines: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const name = manyName(at);
    const zone = `{zone="z${at % 3}"}`;
    lines.push(`${name}${zone} ${at} ${endS - 60}`, `${name}${zone} ${at + 1} ${endS}`);
  }
  return `${lines.join("\n")}\n# EOF\n`;
}
