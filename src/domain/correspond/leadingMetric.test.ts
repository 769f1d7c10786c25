import { describe, expect, it } from "vitest";
import { leadingMetric } from "./leadingMetric.ts";

const of = (type: string) => ({ type, help: "", unit: "" });

describe("leadingMetric", () => {
  it.each([
    { names: ["up", "http_requests_total"], leading: "http_requests_total" },
    { names: ["container_cpu_usage_seconds_total", "up"], leading: "container_cpu_usage_seconds_total" },
    { names: ["http_requests_total", "job_failures_total"], leading: "job_failures_total" },
    { names: ["a_gauge", "up"], leading: "up" },
    { names: ["queue_length", "queue_seen"], leading: "queue_seen" },
    { names: ["queue_length"], leading: "queue_length" },
    { names: ["who_knows"], leading: "who_knows" },
    { names: [], leading: null },
  ])("of $names is $leading", ({ names, leading }) => {
    const families = new Map([
      ["queue_seen", of("counter")],
      ["queue_length", of("gauge")],
    ]);
    expect(leadingMetric(names, families)).toBe(leading);
  });
});
