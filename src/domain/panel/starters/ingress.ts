import {
  above,
  below,
  choose,
  DAY_MS,
  panelsOf,
  type PlannedPanel,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

const IS = 'exported_service=~"$service"';

/** What comes in from outside, as the NGINX ingress controller of Kubernetes measures it. */
export const ingress: StarterPlan = {
  key: "ingress",
  metric: "nginx_ingress_controller_requests",
  isOfDemo: false,
  make: (source) => ({
    board: {
      name: "Ingress",
      description: "What users of the cluster's services get: how much, how fast, and what fails.",
      variables: [
        choose("service", "Service", {
          kind: "label",
          sourceId: source.id,
          label: "exported_service",
          selector: "nginx_ingress_controller_requests",
        }),
      ],
    },
    panels: [...numbers(source), ...charts(source)],
  }),
};

function numbers(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(["rate", "stat", [4, 3]], { name: "Requests per second", unit: "reqps", compareMs: DAY_MS }, [
      `sum(rate(nginx_ingress_controller_requests{${IS}}[5m]))`,
    ]),
    panel(
      ["answered", "stat", [4, 3]],
      {
        name: "Answered without error",
        unit: "percentunit",
        normal: "Normal is 99 % or more",
        thresholds: [below(0.95, "danger"), below(0.99, "warn")],
        compareMs: DAY_MS,
      },
      [
        `sum(rate(nginx_ingress_controller_requests{${IS}, status!~"5.."}[5m])) / sum(rate(nginx_ingress_controller_requests{${IS}}[5m]))`,
      ],
    ),
    panel(
      ["slow", "stat", [4, 3]],
      {
        name: "Time of 95 in 100",
        help: "95 of 100 requests are answered within this time.",
        unit: "seconds",
        normal: "Normal is 1 s or less",
        thresholds: [above(3, "danger"), above(1, "warn")],
      },
      [
        `histogram_quantile(0.95, sum by (le) (rate(nginx_ingress_controller_request_duration_seconds_bucket{${IS}}[5m])))`,
      ],
    ),
  ];
}

function charts(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["by-status", "chart", [6, 6]],
      { name: "Requests, by status", unit: "reqps", options: { draw: "stacked", isFromZero: true } },
      [`sum by (status) (rate(nginx_ingress_controller_requests{${IS}}[$__rate_interval]))`, "{{status}}"],
    ),
    panel(
      ["failed", "chart", [6, 6]],
      {
        name: "Failed, by service",
        unit: "percentunit",
        options: { isFromZero: true },
        thresholds: [above(0.01, "warn", "More than 1 % fails")],
      },
      [
        `1 - sum by (exported_service) (rate(nginx_ingress_controller_requests{${IS}, status!~"5.."}[$__rate_interval])) / sum by (exported_service) (rate(nginx_ingress_controller_requests{${IS}}[$__rate_interval]))`,
        "{{exported_service}}",
      ],
    ),
    panel(
      ["slow-by-service", "chart", [6, 6]],
      { name: "Time of 95 in 100, by service", unit: "seconds", options: { isFromZero: true } },
      [
        `histogram_quantile(0.95, sum by (le, exported_service) (rate(nginx_ingress_controller_request_duration_seconds_bucket{${IS}}[$__rate_interval])))`,
        "{{exported_service}}",
      ],
    ),
    panel(
      ["sent", "chart", [6, 6]],
      { name: "Bytes sent", unit: "Bps", options: { draw: "area", isFromZero: true } },
      [
        `sum by (exported_service) (rate(nginx_ingress_controller_bytes_sent_total{${IS}}[$__rate_interval]))`,
        "{{exported_service}}",
      ],
    ),
  ];
}
