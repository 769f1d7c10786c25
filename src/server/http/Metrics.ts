import { Counter, Gauge, type Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { Durations } from "./Durations.ts";

/** One finished request, as counted. Every label value comes from a set we know. */
interface CountedRequest {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
}

/** One finished call of a source, as counted; `outcome` is "ok", "aborted" or a problem code. */
interface CountedUpstream {
  readonly sourceId: string;
  readonly operation: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly calls: number;
  readonly bytes: number;
}

export interface Metrics {
  countRequest(request: CountedRequest): void;
  countUpstream(call: CountedUpstream): void;
  countReload(isOk: boolean): void;
  /** The text for a scraper, and its content type. */
  text(): Promise<{ body: string; contentType: string }>;
}

export interface MetricsOptions {
  readonly sources: () => number;
  readonly inFlight: () => number;
  /** How often the engine's thread ended by itself. */
  readonly engineEnds: () => number;
}

/** From a cached answer to the longest query, in seconds. */
const BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** A registry of its own per app: nothing is global, so two apps in one process (tests) do not mix. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Durations({
    name: "sightglass_http_request_duration_seconds",
    help: "Requests of readers, by route pattern",
    buckets: BUCKETS,
  });
  registry.registerMetric(asMetric(requests));
  const reloads = new Counter({
    name: "sightglass_config_reloads_total",
    help: "Reloads of the configuration",
    labelNames: ["result"],
    registers,
  });
  registry.registerMetric(gauge("sightglass_sources", "Sources that are live", options.sources));
  registry.registerMetric(
    gauge("sightglass_http_requests_in_flight", "Answers being made", options.inFlight),
  );
  countEnds(registry, options.engineEnds);
  return {
    countRequest: ({ route, method, status, durationMs }) =>
      requests.observe(`${route} ${method} ${status}`, durationMs, () => ({
        route,
        method,
        status: String(status),
      })),
    countUpstream: upstreamCounter(registry),
    countReload: (isOk) => reloads.inc({ result: isOk ? "ok" : "refused" }),
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}

/** It is asked for no more than `name` and `get()`. */
function asMetric(durations: Durations): Histogram {
  return durations as unknown as Histogram;
}

function upstreamCounter(registry: Registry): Metrics["countUpstream"] {
  const registers = [registry];
  const durations = new Durations({
    name: "sightglass_source_request_duration_seconds",
    help: "Requests for a source, by outcome: ok, aborted, or the code of the problem",
    buckets: BUCKETS,
  });
  registry.registerMetric(asMetric(durations));
  // Added up here and told when somebody asks, since a counter hashes its labels each time.
  const pending = new Map<string, { source: string; operation: string; calls: number; bytes: number }>();
  const calls = new Counter({
    name: "sightglass_source_calls_total",
    help: "Calls made to a source; fewer than the requests where readers share one",
    labelNames: ["source", "operation"],
    registers,
    collect: () => tell(),
  });
  const bytes = new Counter({
    name: "sightglass_source_received_bytes_total",
    help: "Bytes received from a source, compressed as they came",
    labelNames: ["source"],
    registers,
    collect: () => tell(),
  });
  const tell = (): void => {
    for (const sum of pending.values()) {
      calls.inc({ source: sum.source, operation: sum.operation }, sum.calls);
      bytes.inc({ source: sum.source }, sum.bytes);
    }
    pending.clear();
  };
  return (call) => {
    const { sourceId: source, operation, outcome } = call;
    const key = `${source} ${operation} ${outcome}`;
    durations.observe(key, call.durationMs, () => ({ source, operation, outcome }));
    const ofOperation = `${source} ${operation}`;
    const sum = pending.get(ofOperation);
    if (sum === undefined) {
      pending.set(ofOperation, { source, operation, calls: call.calls, bytes: call.bytes });
      return;
    }
    sum.calls += call.calls;
    sum.bytes += call.bytes;
  };
}

function countEnds(registry: Registry, ends: () => number): void {
  const counter = new Counter({
    name: "sightglass_engine_restarts_total",
    help: "Times the embedded engine's thread ended by itself",
    registers: [registry],
    collect: () => {
      counter.reset();
      counter.inc(ends());
    },
  });
}

function gauge(name: string, help: string, value: () => number): Gauge {
  return new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(value());
    },
  });
}
