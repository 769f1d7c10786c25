import {
  above,
  choose,
  panelsOf,
  type PlannedPanel,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

const IS = 'verb=~"$verb"';
/** They last as long as somebody listens. */
const SHORT = `${IS}, verb!~"WATCH|CONNECT"`;

/** The API server of Kubernetes. */
export const apiServer: StarterPlan = {
  key: "api-server",
  metric: "apiserver_request_total",
  isOfDemo: false,
  make: (source) => ({
    board: {
      name: "API server",
      description: "Does Kubernetes answer, how fast, and who keeps it busy?",
      variables: [
        choose("verb", "Kind of request", {
          kind: "label",
          sourceId: source.id,
          label: "verb",
          selector: "apiserver_request_total",
        }),
      ],
    },
    panels: [...numbers(source), ...charts(source)],
  }),
};

function numbers(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(["rate", "stat", [4, 3]], { name: "Requests per second", unit: "reqps" }, [
      `sum(rate(apiserver_request_total{${IS}}[5m]))`,
    ]),
    panel(
      ["failed", "stat", [4, 3]],
      {
        name: "Failed",
        help: "The share of requests that ended with an error of the server.",
        unit: "percentunit",
        normal: "Normal is 1 % or less",
        thresholds: [above(0.05, "danger"), above(0.01, "warn")],
      },
      [
        `1 - sum(rate(apiserver_request_total{${IS}, code!~"5.."}[5m])) / sum(rate(apiserver_request_total{${IS}}[5m]))`,
      ],
    ),
    panel(
      ["slow", "stat", [4, 3]],
      {
        name: "Time of 99 in 100",
        help: "99 of 100 requests are answered within this time; those that only watch are left out.",
        unit: "seconds",
        normal: "Normal is 1 s or less",
        thresholds: [above(5, "danger"), above(1, "warn")],
      },
      [
        `histogram_quantile(0.99, sum by (le) (rate(apiserver_request_duration_seconds_bucket{${SHORT}}[5m])))`,
      ],
    ),
  ];
}

function charts(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["by-verb", "chart", [6, 6]],
      { name: "Requests, by kind", unit: "reqps", options: { draw: "stacked", isFromZero: true } },
      [`sum by (verb) (rate(apiserver_request_total{${IS}}[$__rate_interval]))`, "{{verb}}"],
    ),
    panel(
      ["slow-by-verb", "chart", [6, 6]],
      { name: "Time of 99 in 100, by kind", unit: "seconds", options: { isFromZero: true } },
      [
        `histogram_quantile(0.99, sum by (le, verb) (rate(apiserver_request_duration_seconds_bucket{${SHORT}}[$__rate_interval])))`,
        "{{verb}}",
      ],
    ),
    panel(
      ["inflight", "chart", [6, 6]],
      { name: "Being answered now", unit: "plain", options: { isFromZero: true } },
      ["sum by (request_kind) (apiserver_current_inflight_requests)", "{{request_kind}}"],
    ),
    panel(
      ["errors", "table", [6, 6]],
      { name: "What fails most", help: "Over the last hour, times per minute." },
      [
        `topk(20, 60 * sum by (verb, resource, code) (rate(apiserver_request_total{${IS}, code=~"5.."}[1h])) > 0)`,
        "Failed per minute",
      ],
    ),
  ];
}
