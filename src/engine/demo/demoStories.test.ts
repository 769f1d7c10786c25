import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseToAst } from "../../domain/query/promql/buildAst.ts";
import { isStale } from "../store/staleMarker.ts";
import { finish } from "../work/Work.ts";
import { hourlyIncident, INCIDENT_MINUTE } from "./cluster/calendar.ts";
import type { HourlyIncident } from "./cluster/calendar.ts";
import { momentMs, weekOf } from "./core/weekTime.ts";
import { demoAt, HOUR_MS, increase, instant, NOW_MS, select, span, where } from "./demo.test-util.ts";
import { DEMO_QUESTIONS } from "./demoQueries.ts";

const store = demoAt();
const MINUTE_MS = 60_000;
const weekMs = (day: number, hour: number, minute = 0): number =>
  momentMs(weekOf(NOW_MS) - 1, day * 86_400 + hour * 3_600 + minute * 60);

/** What a service failed, as a share of its requests, between two times. */
function failedShare(service: string, startMs: number, endMs: number): number {
  const all = select(store, { __name__: "http_requests_total", service }, span(startMs, endMs));
  return increase(all.filter((one) => one.labels.get("code").startsWith("5"))) / increase(all);
}

describe("first sight", () => {
  it("has an incident within its hour, whenever it is opened", () => {
    const moment = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => NOW_MS - minutes * MINUTE_MS);
    fc.assert(
      fc.property(moment, (nowMs) => {
        const { kind, atMs } = lastIncident(nowMs);
        expect(nowMs - atMs).toBeGreaterThanOrEqual(2 * MINUTE_MS);
        expect(nowMs - atMs).toBeLessThan(62 * MINUTE_MS);
        const endMs = Math.min(nowMs, atMs + 14 * MINUTE_MS);
        const startMs = Math.max(atMs + MINUTE_MS, endMs - 5 * MINUTE_MS);
        expect(failedShare(kind, startMs, endMs)).toBeGreaterThan(0.05);
        expect(failedShare(kind, atMs - 10 * MINUTE_MS, atMs - MINUTE_MS)).toBeLessThan(0.01);
      }),
      { numRuns: 25 },
    );
  });

  it("asks four questions, in PromQL, of metrics that there are", () => {
    expect(DEMO_QUESTIONS).toHaveLength(4);
    for (const { query, range } of DEMO_QUESTIONS) {
      expect(() => parseToAst(query)).not.toThrow();
      expect(range).toMatch(/^\d+h$/);
      const [name = ""] = /\w+_(?:total|bucket)/.exec(query) ?? [];
      expect(select(store, { __name__: name }, instant(NOW_MS)).length).toBeGreaterThan(0);
    }
  });

  it("finds checkout slow and accounts restarted within three hours, and a GPU idle within a day, at any time", () => {
    const moment = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => NOW_MS - minutes * MINUTE_MS);
    const moved = (labels: Readonly<Record<string, string>>, startMs: number, endMs: number) =>
      select(store, labels, span(startMs, endMs)).map((one) => increase([one]));
    fc.assert(
      fc.property(moment, (nowMs) => {
        expect(starts("checkout", nowMs - 3 * HOUR_MS, nowMs)).toHaveLength(1);
        const restarts = { __name__: "kube_pod_container_status_restarts_total", container: "accounts" };
        expect(Math.max(...moved(restarts, nowMs - 4 * HOUR_MS, nowMs))).toBeGreaterThan(0);
        const idle = { __name__: "node_gpu_seconds_total", mode: "idle", node: "gpu-2" };
        expect(Math.max(...moved(idle, nowMs - 24 * HOUR_MS, nowMs))).toBeGreaterThan(3.5 * 3_600);
      }),
      { numRuns: 10 },
    );
  });
});

/** When incidents of a kind begin in (startMs, endMs]. */
function starts(kind: HourlyIncident, startMs: number, endMs: number): number[] {
  const found: number[] = [];
  for (let hour = Math.floor(startMs / HOUR_MS); hour * HOUR_MS <= endMs; hour++) {
    const atMs = hour * HOUR_MS + INCIDENT_MINUTE * MINUTE_MS;
    if (hourlyIncident(hour % 24) === kind && atMs > startMs && atMs <= endMs) found.push(atMs);
  }
  return found;
}

/** The newest one that began two minutes ago or earlier: later it shows too little. */
function lastIncident(nowMs: number): { readonly kind: HourlyIncident; readonly atMs: number } {
  const hour = Math.floor((nowMs - (INCIDENT_MINUTE + 2) * MINUTE_MS) / HOUR_MS);
  return { kind: hourlyIncident(hour % 24), atMs: hour * HOUR_MS + INCIDENT_MINUTE * MINUTE_MS };
}

/** Names of the examples of the providers' documentation, and one of each exporter that they list. */
const EXAMPLES = [
  { __name__: "kube_pod_container_info", pod: "example-5d796977bc-crk9m", namespace: "tenant-example" },
  { __name__: "node_gpu_seconds_total", mode: "idle" },
  { __name__: "node_cpu_seconds_total", job: "node-exporter" },
  { __name__: "kubelet_running_pods", job: "kubelet" },
  { __name__: "container_memory_working_set_bytes", job: "kubelet" },
  { __name__: "etcd_disk_wal_fsync_duration_seconds_bucket", job: "etcd" },
  { __name__: "apiserver_request_total", job: "apiserver" },
  { __name__: "workqueue_depth", job: "kube-controller-manager" },
  { __name__: "scheduler_schedule_attempts_total", job: "kube-scheduler" },
  { __name__: "coredns_dns_requests_total", job: "kube-dns" },
  { __name__: "kube_deployment_status_replicas_available", deployment: "checkout" },
  { __name__: "django_http_requests_total_by_method_total", job: "reference-app" },
  { __name__: "docker_hub_image_pulls_total", job: "example-scraping" },
  { __name__: "operator_attached_subscribers", radio: "5g" },
  { __name__: "nginx_ingress_controller_requests", exported_service: "checkout", status: "504" },
  { __name__: "up", job: "example-scraping" },
];

it.each(EXAMPLES)("answers $__name__", (labels) => {
  expect(select(store, labels, instant(NOW_MS)).length).toBeGreaterThan(0);
});

it("has the example of a provider's documentation label for label", () => {
  const [example] = select(store, EXAMPLES[0] ?? {}, instant(NOW_MS));
  expect(example?.labels.toRecord()).toEqual({
    __name__: "kube_pod_container_info",
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
  });
  expect(example?.values[0]).toBe(1);
});

describe("a release of checkout", () => {
  const startMs = Date.UTC(2025, 10, 20, 13, 20);

  it("makes new pods of a candidate, which fail a fifth, and its callers fewer; then a rollback", () => {
    const pods = (timeMs: number) =>
      select(store, { __name__: "kube_pod_labels", label_app: "checkout" }, instant(timeMs))
        .filter((one) => !isStale(one.values, 0))
        .map((one) => one.labels.get("label_version"));
    expect(new Set(pods(startMs - 5 * MINUTE_MS)).size).toBe(1);
    expect(pods(startMs + 5 * MINUTE_MS)).toEqual(Array(3).fill(expect.stringMatching(/-rc\.\d+$/)));
    expect(pods(startMs + 20 * MINUTE_MS)).toEqual(pods(startMs - 5 * MINUTE_MS));
    const worst = ["checkout", "payments", "cart", "search"].map((service) =>
      failedShare(service, startMs + 6 * MINUTE_MS, startMs + 13 * MINUTE_MS),
    );
    expect(worst.map((share, i) => share < (worst[i - 1] ?? 1))).toEqual([true, true, true, true]);
    expect(worst[0]).toBeGreaterThan(0.14);
    expect(worst[3]).toBeLessThan(0.01);
  });

  it("shows at the ingress too, by status and by time", () => {
    const at = (name: string, from: number) =>
      increase(
        select(
          store,
          { __name__: name, exported_service: "checkout" },
          span(from, from + 8 * MINUTE_MS),
        ).filter((one) => (name.endsWith("requests") ? one.labels.get("status") === "504" : true)),
      );
    const before = startMs - 20 * MINUTE_MS;
    const during = startMs + 3 * MINUTE_MS;
    expect(at("nginx_ingress_controller_requests", during)).toBeGreaterThan(
      10 * at("nginx_ingress_controller_requests", before),
    );
    const mean = (from: number) =>
      at("nginx_ingress_controller_request_duration_seconds_sum", from) /
      at("nginx_ingress_controller_request_duration_seconds_count", from);
    expect(mean(during)).toBeGreaterThan(3 * mean(before));
  });

  it("ends the old pods' series with a stale marker", () => {
    const window = span(startMs - 10 * MINUTE_MS, startMs + 5 * MINUTE_MS);
    const ended = select(store, { __name__: "up", job: "checkout" }, window).filter((one) =>
      isStale(one.values, one.values.length - 1),
    );
    expect(ended).toHaveLength(3);
  });
});

it("kills accounts out of memory, three hours apart, and counts the restarts", () => {
  const startMs = Date.UTC(2025, 10, 20, 12, 20);
  const window = span(startMs - 5 * MINUTE_MS, startMs + 30 * MINUTE_MS);
  const selection = { container: "accounts", namespace: "shop" };
  const restarts = select(
    store,
    { __name__: "kube_pod_container_status_restarts_total", ...selection },
    window,
  );
  expect(increase(restarts)).toBe(5);
  const used = select(store, { __name__: "container_memory_working_set_bytes", ...selection }, window);
  const limit = select(store, { __name__: "container_spec_memory_limit_bytes", ...selection }, window)[0]
    ?.values[0];
  const most = Math.max(...used.flatMap((one) => [...one.values].filter((value) => !Number.isNaN(value))));
  expect(most / (limit ?? 0)).toBeGreaterThan(0.9);
  expect(most / (limit ?? 0)).toBeLessThanOrEqual(1.03);
});

it("holds search back at its CPU limit", () => {
  const startMs = Date.UTC(2025, 10, 20, 11, 20);
  const throttled = (from: number) =>
    increase(
      select(
        store,
        { __name__: "container_cpu_cfs_throttled_seconds_total", container: "search" },
        span(from, from + 10 * MINUTE_MS),
      ),
    );
  expect(throttled(startMs + MINUTE_MS)).toBeGreaterThan(50 * throttled(startMs - 15 * MINUTE_MS));
  expect(failedShare("search", startMs + 3 * MINUTE_MS, startMs + 12 * MINUTE_MS)).toBeGreaterThan(0.1);
});

it("fills worker-3's memory on Wednesday until pods are evicted to worker-2", () => {
  const free = (timeMs: number) =>
    select(store, { __name__: "node_memory_MemAvailable_bytes", node: "worker-3" }, instant(timeMs))[0]
      ?.values[0] ?? 0;
  expect(free(weekMs(2, 15, 29)) / free(weekMs(2, 14, 20))).toBeLessThan(0.25);
  expect(free(weekMs(2, 16, 0)) / free(weekMs(2, 14, 20))).toBeGreaterThan(0.8);
  const evicted = select(
    store,
    { __name__: "kube_pod_status_reason", reason: "Evicted" },
    span(weekMs(2, 15, 25), weekMs(2, 15, 45)),
  ).filter((one) => one.values.includes(1));
  expect(evicted).toHaveLength(3);
  const pressure = { __name__: "kube_node_status_condition", condition: "MemoryPressure", status: "true" };
  expect(
    select(store, pressure, instant(weekMs(2, 15, 30)))
      .filter((one) => one.values[0] === 1)
      .map((one) => one.labels.get("node")),
  ).toEqual(["worker-3"]);
});

it("leaves one GPU of gpu-2 idle each morning, with its memory in use", () => {
  const idle = select(
    store,
    { __name__: "node_gpu_seconds_total", mode: "idle", node: "gpu-2" },
    span(weekMs(3, 6), weekMs(3, 8)),
  ).map((one) => increase([one]) / 7_200);
  expect(idle.map((share) => share > 0.9)).toEqual([false, false, false, true]);
  const memory = select(store, { __name__: "DCGM_FI_DEV_FB_USED", Hostname: "gpu-2" }, instant(weekMs(3, 7)));
  for (const one of memory) expect(one.values[0]).toBeGreaterThan(60_000);
});

it("slows etcd's disk during each night's backup, and the API server with it", () => {
  const mean = (name: string, from: number) =>
    increase(select(store, { __name__: `${name}_sum` }, span(from, from + 10 * MINUTE_MS))) /
    increase(select(store, { __name__: `${name}_count` }, span(from, from + 10 * MINUTE_MS)));
  for (const name of ["etcd_disk_wal_fsync_duration_seconds", "apiserver_request_duration_seconds"])
    expect(mean(name, weekMs(4, 2, 8)) / mean(name, weekMs(4, 1))).toBeGreaterThan(5);
});

it("runs the nightly report's pod while its job does, and its node works", () => {
  const listed = (startMs: number, endMs: number) =>
    finish(store.series([where({ __name__: "kube_pod_info", created_by_kind: "Job" })], { startMs, endMs }));
  expect(listed(weekMs(1, 2, 5), weekMs(1, 2, 10))).toHaveLength(1);
  expect(listed(weekMs(1, 3), weekMs(1, 23))).toEqual([]);
  const busy = (timeMs: number) =>
    select(store, { __name__: "node_load1", node: "worker-2" }, instant(timeMs))[0]?.values[0] ?? 0;
  expect(busy(weekMs(1, 2, 15)) / busy(weekMs(1, 1, 30))).toBeGreaterThan(1.8);
});

it("has the rhythm of a day and a week", () => {
  const perHour = (day: number, hour: number) =>
    increase(
      select(
        store,
        { __name__: "nginx_ingress_controller_requests" },
        span(weekMs(day, hour), weekMs(day, hour) + HOUR_MS),
      ),
    );
  expect(perHour(1, 19)).toBeGreaterThan(3 * perHour(1, 4));
  expect(perHour(4, 16)).toBeGreaterThan(1.15 * perHour(6, 16));
});

describe("the mobile core", () => {
  const NAMES = ["Coastline", "Fjordtel", "Islandnet", "Northern Mobile"];
  const calls = (customer: string, startMs: number, more: Readonly<Record<string, string>> = {}) =>
    increase(
      select(
        store,
        { __name__: "operator_voice_calls_total", customer, ...more },
        span(startMs, startMs + 10 * MINUTE_MS),
      ),
    );
  const lost = (customer: string, startMs: number, more: Readonly<Record<string, string>> = {}) =>
    calls(customer, startMs, { outcome: "failed", ...more }) / calls(customer, startMs, more);

  it("serves customers of different sizes, the same ones in every family", () => {
    for (const name of ["voice_calls_total", "sms_total", "data_bytes_total", "attached_subscribers"]) {
      const found = select(store, { __name__: `operator_${name}` }, instant(NOW_MS));
      expect([...new Set(found.map((one) => one.labels.get("customer")))], name).toEqual(NAMES);
    }
    const carried = NAMES.map((name) => calls(name, weekMs(2, 12)));
    expect(carried.map((one) => carried.filter((other) => other > one).length)).toEqual([2, 1, 3, 0]);
  });

  it.each([
    [0, 40],
    [1, 10],
    [2, 40],
    [3, 10],
    [6, 40],
  ])("loses outgoing calls of Fjordtel alone, on day %d at :%d of each hour", (day, minute) => {
    for (const hour of [0, 9, 19, 23]) {
      const during = weekMs(day, hour, minute + 2);
      const before = weekMs(day, hour, minute) - 11 * MINUTE_MS;
      expect(lost("Fjordtel", during, { direction: "outgoing" })).toBeGreaterThan(0.25);
      for (const startMs of [during, before])
        expect(lost("Fjordtel", startMs, { direction: "incoming" })).toBeLessThan(0.06);
      expect(lost("Fjordtel", before, { direction: "outgoing" })).toBeLessThan(0.06);
      expect(lost("Northern Mobile", during)).toBeLessThan(0.03);
    }
  });

  it("fails about two of a hundred calls over a day, and one at the same time of the day before", () => {
    const all = (startMs: number, endMs: number, more: Readonly<Record<string, string>> = {}) =>
      increase(select(store, { __name__: "operator_voice_calls_total", ...more }, span(startMs, endMs)));
    const share = (startMs: number, endMs: number) =>
      all(startMs, endMs, { outcome: "failed" }) / all(startMs, endMs);
    const day = share(weekMs(2, 0), weekMs(3, 0));
    expect(day).toBeGreaterThan(0.012);
    expect(day).toBeLessThan(0.03);
    expect(share(weekMs(2, 13, 42), weekMs(2, 13, 50))).toBeGreaterThan(0.03);
    expect(share(weekMs(1, 13, 42), weekMs(1, 13, 50))).toBeLessThan(0.02);
  });
});
