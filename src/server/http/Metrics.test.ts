import { describe, expect, it } from "vitest";
import { createMetrics } from "./Metrics.ts";

const call = { sourceId: "prod", operation: "query", outcome: "ok", durationMs: 12, calls: 1, bytes: 100 };

describe("createMetrics", () => {
  it("adds up calls and bytes by source, and tells each once", async () => {
    const metrics = createMetrics({ sources: () => 1, inFlight: () => 0, engineEnds: () => 0 });
    metrics.countUpstream(call);
    metrics.countUpstream({ ...call, calls: 0, bytes: 50 });
    metrics.countUpstream({ ...call, operation: "labels" });
    await metrics.text();
    metrics.countUpstream(call);
    const { body } = await metrics.text();
    expect(body).toContain('sightglass_source_calls_total{source="prod",operation="query"} 2\n');
    expect(body).toContain('sightglass_source_calls_total{source="prod",operation="labels"} 1\n');
    expect(body).toContain('sightglass_source_received_bytes_total{source="prod"} 350\n');
    expect(body).toMatch(/sightglass_source_request_duration_seconds_count\{.*operation="query".*\} 3\n/);
  });

  it("counts requests by route, method and status", async () => {
    const metrics = createMetrics({ sources: () => 0, inFlight: () => 0, engineEnds: () => 0 });
    const request = { route: "/healthz", method: "GET", status: 200, durationMs: 1 };
    metrics.countRequest(request);
    metrics.countRequest({ ...request, status: 503 });
    const { body } = await metrics.text();
    expect(body.match(/^sightglass_http_request_duration_seconds_count\{.*\} 1$/gm)).toHaveLength(2);
  });
});
