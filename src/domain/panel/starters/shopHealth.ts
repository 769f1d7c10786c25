import {
  above,
  below,
  choose,
  DAY_MS,
  note,
  type PlannedPanel,
  panelsOf,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

const CHOSEN = 'namespace="shop", service=~"$service"';
const ALL = `sum(rate(http_requests_total{${CHOSEN}}[5m]))`;
const ANSWERED = `sum(rate(http_requests_total{${CHOSEN}, code!~"5.."}[5m]))`;

/** For somebody who answers the phone and has never seen a query. */
export const shopHealth: StarterPlan = {
  key: "shop-health",
  metric: "http_requests_total",
  isOfDemo: true,
  make: (source) => ({
    board: {
      name: "Shop health",
      description: "Is the shop working for its customers right now, and if not, which part of it?",
      variables: [
        choose("service", "Part of the shop", {
          kind: "label",
          sourceId: source.id,
          label: "service",
          selector: 'http_requests_total{namespace="shop"}',
        }),
      ],
    },
    panels: [...numbers(source), ...charts(source)],
  }),
};

function numbers(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["answered", "stat", [3, 3]],
      {
        name: "Requests answered",
        help: "Of 100 things that customers ask of the shop (open a page, pay, search), how many work.",
        unit: "percent",
        normal: "Normal is 99 % or more",
        compareMs: DAY_MS,
        thresholds: [
          below(95, "danger", "Call the engineer on duty"),
          below(99, "warn", "Ask for help below 99 %"),
        ],
      },
      [`100 * ${ANSWERED} / ${ALL}`],
    ),
    panel(
      ["waiting", "stat", [3, 3]],
      {
        name: "Time people wait",
        help: "95 of 100 requests are answered within this time.",
        unit: "seconds",
        normal: "Normal is half a second or less",
        compareMs: DAY_MS,
        thresholds: [above(2, "danger", "Call the engineer on duty"), above(0.5, "warn", "Customers notice")],
      },
      [`histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{${CHOSEN}}[5m])))`],
    ),
    panel(
      ["traffic", "stat", [3, 3]],
      {
        name: "Requests per second",
        help: "How busy the shop is. Most at seven in the evening, fewest at three in the night.",
        unit: "reqps",
        compareMs: 7 * DAY_MS,
      },
      [ALL],
    ),
    note(
      "what-to-do",
      [3, 3],
      "Below normal for more than ten minutes: look at “Failed requests” for the part that stands out. Tell the customer that it is known, and pass the name of that part to the engineer on duty.",
    ),
  ];
}

function charts(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["failed", "chart", [8, 6]],
      {
        name: "Failed requests, by part",
        help: "The share of requests that ended with an error, for each part of the shop.",
        unit: "percent",
        options: { isFromZero: true },
        thresholds: [
          above(5, "danger", "Call the engineer on duty above 5 %"),
          above(1, "warn", "Ask for help above 1 %"),
        ],
      },
      [
        `100 * (1 - sum by (service) (rate(http_requests_total{${CHOSEN}, code!~"5.."}[5m])) / sum by (service) (rate(http_requests_total{${CHOSEN}}[5m])))`,
        "{{service}}",
      ],
    ),
    panel(
      ["how-long", "chart", [4, 6]],
      {
        name: "How long an answer takes",
        help: "Each column is a moment, each row a waiting time. The darker a field, the more requests waited so long.",
        unit: "seconds",
        options: { draw: "heatmap" },
      },
      [`sum by (le) (rate(http_request_duration_seconds_bucket{${CHOSEN}}[5m]))`],
    ),
    panel(
      ["requests", "chart", [6, 6]],
      { name: "Requests, by part", unit: "reqps", options: { draw: "stacked", isFromZero: true } },
      [`sum by (service) (rate(http_requests_total{${CHOSEN}}[5m]))`, "{{service}}"],
    ),
    panel(
      ["restarts", "table", [6, 6]],
      {
        name: "Restarted programs, last 4 hours",
        help: "Programs of the shop that crashed and were started again in the last four hours, and about how often.",
      },
      [
        'sort_desc(round(sum by (container, pod) (increase(kube_pod_container_status_restarts_total{namespace="shop", container=~"$service"}[4h]))) > 0)',
        "Restarts",
      ],
    ),
  ];
}
