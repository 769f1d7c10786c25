import { describe, expect, it } from "vitest";
import type { MetadataMap } from "../query/promql/metricType.ts";
import { metadataOf, metricKind } from "./metricKind.ts";

const families: MetadataMap = new Map(
  Object.entries({
    http_seconds: "histogram",
    rpc_seconds: "summary",
    jobs_total: "gauge",
    om_requests: "counter",
    build: "info",
    kube_pod_info: "gauge",
    plain: "counter",
    vague: "unknown",
    old_total: "untyped",
  }).map(([name, type]) => [name, { type, help: `Help of ${name}.`, unit: "" }]),
);

describe("metricKind", () => {
  it.each([
    ["http_seconds", "histogram"],
    ["http_seconds_bucket", "histogram"],
    ["http_seconds_count", "counter"],
    ["http_seconds_created", "gauge"],
    ["rpc_seconds", "summary"],
    ["rpc_seconds_sum", "counter"],
    ["jobs_total", "gauge"],
    ["om_requests_total", "counter"],
    ["build_info", "info"],
    ["kube_pod_info", "gauge"],
    ["plain", "counter"],
    ["vague", "other"],
    ["old_total", "counter"],
    ["x_total", "counter"],
    ["x_bucket", "histogram"],
    ["x_info", "info"],
    ["x_count", "other"],
    ["job:x:rate5m", "rule"],
    ["__proto__", "other"],
  ])("of %s is %s: metadata beats the name", (name, kind) => {
    expect(metricKind(name, families)).toBe(kind);
  });

  it("finds the words of a family for its parts", () => {
    expect(metadataOf("http_seconds_bucket", families)?.help).toBe("Help of http_seconds.");
    expect(metadataOf("nothing_total", families)).toBeNull();
  });
});
