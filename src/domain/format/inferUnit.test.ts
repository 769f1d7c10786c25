import { describe, expect, it } from "vitest";
import { parseToAst } from "../query/promql/buildAst.ts";
import { inferUnit } from "./inferUnit.ts";
import { unitOfMetric } from "./unitOfMetric.ts";

const unitOf = (query: string, metadata: Record<string, { type?: string; unit?: string }> = {}) => {
  const parsed = parseToAst(query);
  if (!parsed.ok) throw new Error(`cannot parse ${query}`);
  return inferUnit(parsed.expr, (metric) => metadata[metric]);
};

describe("inferUnit", () => {
  it.each([
    ["node_memory_MemFree_bytes", "bytes"],
    ["rate(node_network_receive_bytes_total[5m])", "Bps"],
    ["sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total[5m]))", "cores"],
    ["rate(http_request_duration_seconds_sum[5m])", "none"],
    [
      "rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])",
      "seconds",
    ],
    ["histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))", "seconds"],
    ["rate(node_rapl_package_joules_total[1m])", "watts"],
    ["rate(http_requests_total[5m])", "reqps"],
    ["rate(errors_total[5m])", "persec"],
    ["increase(node_network_receive_bytes_total[1h])", "bytes"],
    ['sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[5m]))', "percentunit"],
    ["node_filesystem_avail_bytes / node_filesystem_size_bytes", "percentunit"],
    ["100 * (1 - node_memory_MemFree_bytes / node_memory_MemTotal_bytes)", "percent"],
    ["rate(node_network_receive_bytes_total[5m]) * 8", "bps"],
    ["node_memory_MemFree_bytes / 1024", "none"],
    ["time() - node_boot_time_seconds", "seconds"],
    ["process_start_time_seconds", "dateTime"],
    ["count(node_memory_MemFree_bytes)", "none"],
    ["count_over_time(x_bytes[5m])", "none"],
    ["up", "none"],
    ["up == bool 1", "boolean"],
    ["node_memory_MemFree_bytes > 1e9", "bytes"],
    ["max_over_time(node_memory_MemFree_bytes[1h:5m])", "bytes"],
    ["topk(3, container_memory_working_set_bytes)", "bytes"],
    ['kube_node_status_allocatable{resource="cpu"}', "cores"],
    ['{__name__="node_memory_MemFree_bytes"}', "bytes"],
    ["1", "none"],
    ['"text"', "none"],
  ])("finds the unit of %s: %s", (query, unit) => expect(unitOf(query)).toBe(unit));

  it("believes the metadata before the name", () => {
    expect(unitOf("queue_size", { queue_size: { unit: "bytes" } })).toBe("bytes");
    expect(unitOf("rate(power[5m])", { power: { type: "counter", unit: "joules" } })).toBe("watts");
    expect(unitOf("queue_bytes", { queue_bytes: { unit: "" } })).toBe("bytes");
  });
});

describe("unitOfMetric", () => {
  it.each([
    ["node_hwmon_temp_celsius", "celsius"],
    ["go_gc_duration_seconds_count", "none"],
    ["node_cpu_frequency_hertz", "hertz"],
    ["cache_hit_ratio", "percentunit"],
    ["disk_used_percent", "percent"],
    ["latency_ms", "milliseconds"],
    ["instance:node_memory_bytes:sum", "bytes"],
    ["kube_pod_created", "dateTime"],
    ["constructor", "none"],
    ["", "none"],
  ])("reads %s as %s", (metric, unit) => expect(unitOfMetric(metric)).toBe(unit));
});
