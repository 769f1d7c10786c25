import { INCIDENT_MINUTE } from "./cluster/calendar.ts";

/** A question to start with: one click, one answer. The shape in which the page gets the questions of any source. */
export interface DemoQuestion {
  /** As on a button; `{time}` stands for the incident's beginning, see `lastIncidentMs`. */
  readonly title: string;
  /** What the answer shows, in a sentence. */
  readonly text: string;
  readonly query: string;
  /** Up to now: "1h", "3h", "24h". */
  readonly range: string;
}

const BROKE: DemoQuestion = {
  title: "What broke at {time}?",
  text: "Failed requests as a share of all requests, per service, over 2 minutes.",
  query: `  sum by (service) (rate(http_requests_total{code=~"5.."}[2m]))
/ sum by (service) (rate(http_requests_total[2m]))`,
  range: "1h",
};

/** The first is what first sight shows, already run: an incident is within its hour at any time (docs/demo.md). */
export const DEMO_QUESTIONS: readonly [DemoQuestion, ...DemoQuestion[]] = [
  BROKE,
  {
    title: "How slow is checkout?",
    text: "The time within which 99 of 100 requests to checkout are answered, with single slow requests as exemplars.",
    query: `histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="checkout"}[5m])))`,
    range: "3h",
  },
  {
    title: "Which pods restarted?",
    text: "Pods whose container was started again, and about how often within an hour.",
    query: `sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total[1h])) > 0`,
    range: "3h",
  },
  {
    title: "Which GPU sits idle?",
    text: "The share of the time that each GPU of gpu-2 does nothing, over 5 minutes: one of them all morning.",
    query: `rate(node_gpu_seconds_total{mode="idle", node="gpu-2"}[5m])`,
    range: "24h",
  },
];

const HOUR_MS = 3_600_000;
const INCIDENT_OFFSET_MS = INCIDENT_MINUTE * 60_000;

/** When the newest hourly incident began, epoch milliseconds. */
export const lastIncidentMs = (nowMs: number): number =>
  Math.floor((nowMs - INCIDENT_OFFSET_MS) / HOUR_MS) * HOUR_MS + INCIDENT_OFFSET_MS;
