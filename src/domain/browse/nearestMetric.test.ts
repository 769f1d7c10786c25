import { describe, expect, it } from "vitest";
import { buildNameIndex } from "./nameIndex.ts";
import { nearestMetric } from "./nearestMetric.ts";

const index = buildNameIndex([
  "container_cpu_usage_seconds_total",
  "go_goroutines",
  "http_request_duration_seconds_bucket",
  "http_request_duration_seconds_count",
  "http_requests_total",
  "node_load1",
  "node_load15",
  "up",
]);

describe("L4 nearestMetric", () => {
  it.each([
    ["htpp_requests_total", "http_requests_total"],
    ["http_requests", "http_requests_total"],
    ["container_cpu_usage_seconds", "container_cpu_usage_seconds_total"],
    ["container_cpu_usage_seconds_count", "container_cpu_usage_seconds_total"],
    ["node_load1_total", "node_load1"],
    ["http_request_duration", "http_request_duration_seconds_count"],
    ["container_usage", "container_cpu_usage_seconds_total"],
    ["GO_goroutines", "go_goroutines"],
    ["no_such_thing", null],
    ["upp", "up"],
    ["abc", null],
    ["x", null],
  ])("L4 %s is meant as %s", (wanted, near) => {
    expect(nearestMetric(index, wanted)).toBe(near);
  });
});
