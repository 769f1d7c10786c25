import { lastIncident } from "./cluster/lastIncident.ts";

/** A question to start with: one click, one answer. Plain data. */
export interface DemoQuestion {
  readonly id: "broke" | "slow" | "restarted" | "idle";
  /** `{time}` stands for `timeMs` in the reader's zone, as in "14:20". */
  readonly words: string;
  readonly timeMs?: number;
  /** What the query does, in a sentence. */
  readonly inWords: string;
  readonly query: string;
  /** Up to now: "1h", "3h", "24h". */
  readonly range: string;
}

export interface DemoQueries {
  readonly title: string;
  /** The first one is what first sight shows, already run. */
  readonly questions: readonly [DemoQuestion, ...DemoQuestion[]];
}

const FAILED_SHARE = `  sum by (service) (rate(http_requests_total{code=~"5.."}[2m]))
/ sum by (service) (rate(http_requests_total[2m]))`;

/** What to ask the demo at `nowMs`: the incident that it shows lies within the range of the first question. */
export function demoQueries(nowMs: number): DemoQueries {
  const { kind, atMs } = lastIncident(nowMs);
  return {
    title: "Failed requests by service",
    questions: [
      {
        id: "broke",
        words: "What broke at {time}?",
        timeMs: atMs,
        inWords: "Failed requests as a share of all requests, per service, over 2 minutes.",
        query: FAILED_SHARE,
        range: "1h",
      },
      {
        id: "slow",
        words: `How slow is ${kind}?`,
        inWords: `The time that 99 of 100 requests to ${kind} stay under, over 5 minutes. Diamonds are single requests with their trace.`,
        query: `histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="${kind}"}[5m])))`,
        range: "1h",
      },
      {
        id: "restarted",
        words: "Which pods restarted?",
        inWords: "Pods whose container was started again, and how often within an hour.",
        query: "sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total[1h])) > 0",
        range: "3h",
      },
      {
        id: "idle",
        words: "Which GPU sits idle?",
        inWords: "The share of time that each GPU of gpu-2 did nothing, over 5 minutes.",
        query: `rate(node_gpu_seconds_total{mode="idle", node="gpu-2"}[5m])`,
        range: "24h",
      },
    ],
  };
}
