import { PEOPLE } from "../cluster/calendar.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Exporter, Family } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { plainHistogram } from "../core/histogram.ts";
import { CALM, constant, count, flow } from "../core/signals.ts";
import { counted, family } from "./families.ts";
import { processFamilies } from "./processFamilies.ts";
import type { PodTarget } from "./targets.ts";
import { podTargets } from "./targets.ts";

/** An application that measures itself with django-prometheus. */
export const referenceTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => workload.name === "reference-app",
    (pod) => ({
      job: "reference-app",
      port: pod.workload.port,
      samples: 210,
      labels: { endpoint: "metrics" },
    }),
  );

const VIEWS: readonly (readonly [view: string, method: string, perS: number])[] = [
  ["home", "GET", 2.2],
  ["search", "GET", 0.7],
  ["form", "POST", 0.2],
  ["prometheus-django-metrics", "GET", 0.067],
];
const METHODS: readonly (readonly [method: string, perS: number])[] = [
  ["GET", 2.97],
  ["POST", 0.2],
];
const STATUSES: readonly (readonly [status: string, perS: number])[] = [
  ["200", 3.0],
  ["302", 0.12],
  ["404", 0.03],
  ["500", 0.004],
];
/** django_prometheus/conf: PROMETHEUS_LATENCY_BUCKETS, every other one. */
const BOUNDS = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 25, 50, 75];

const families: readonly Family<PodTarget>[] = [
  counted(
    "django_http_requests_before_middlewares_total",
    "Total count of requests before middlewares run.",
    () => count(flow(PEOPLE, 3.17)),
  ),
  counted(
    "django_http_responses_before_middlewares_total",
    "Total count of responses before middlewares run.",
    () => count(flow(PEOPLE, 3.15)),
  ),
  family("counter", ["django_http_requests_total_by_method_total", "Count of requests by method."], () =>
    each(METHODS, ([method, perS]) => ({ labels: { method }, signal: count(flow(PEOPLE, perS)) })),
  ),
  family(
    "counter",
    ["django_http_requests_total_by_transport_total", "Count of requests by transport."],
    () => each(["http"], (transport) => ({ labels: { transport }, signal: count(flow(PEOPLE, 3.17)) })),
  ),
  family(
    "counter",
    [
      "django_http_requests_total_by_view_transport_method_total",
      "Count of requests by view, transport, method.",
    ],
    () =>
      each(VIEWS, ([view, method, perS]) => ({
        labels: { view, method, transport: "http" },
        signal: count(flow(PEOPLE, perS)),
      })),
  ),
  family("counter", ["django_http_responses_total_by_status_total", "Count of responses by status."], () =>
    each(STATUSES, ([status, perS]) => ({ labels: { status }, signal: count(flow(PEOPLE, perS)) })),
  ),
  family(
    "histogram",
    [
      "django_http_requests_latency_seconds_by_view_method",
      "Histogram of request processing time labelled by view.",
    ],
    () =>
      each(VIEWS, ([view, method, perS], i) => ({
        labels: { view, method },
        histogram: plainHistogram(flow(PEOPLE, perS, { octaves: CALM }), 0.02 * (i + 1), BOUNDS),
      })),
  ),
  family(
    "counter",
    [
      "django_db_execute_total",
      "Counter of executed statements by database and by vendor, including bulk executions.",
    ],
    () => [{ labels: { alias: "default", vendor: "postgresql" }, signal: count(flow(PEOPLE, 9.4)) }],
  ),
  family(
    "counter",
    ["django_db_errors_total", "Counter of execution errors by database, vendor and exception type."],
    () => [
      {
        labels: { alias: "default", vendor: "postgresql", type: "OperationalError" },
        signal: count(flow(PEOPLE, 0.000_4)),
      },
    ],
  ),
  family("counter", ["django_cache_get_total", "Counter of cache gets."], () => [
    { labels: { backend: "redis" }, signal: count(flow(PEOPLE, 6.1)) },
  ]),
  family("counter", ["django_cache_hits_total", "Counter of cache hits."], () => [
    { labels: { backend: "redis" }, signal: count(flow(PEOPLE, 5.2)) },
  ]),
  family("counter", ["python_gc_objects_collected_total", "Objects collected during gc."], () =>
    each(["0", "1", "2"], (generation, i) => ({
      labels: { generation },
      signal: count(flow(PEOPLE, 40 / (i + 1))),
    })),
  ),
  family("gauge", ["python_info", "Python platform information."], () => [
    {
      labels: { implementation: "CPython", major: "3", minor: "13", patchlevel: "7", version: "3.13.7" },
      signal: constant(1),
    },
  ]),
  ...processFamilies,
];

export const referenceApp = (targets: ReturnType<typeof referenceTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families,
});
