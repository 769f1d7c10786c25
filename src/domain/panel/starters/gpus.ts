import {
  above,
  choose,
  panelsOf,
  type PlannedPanel,
  type StarterPlan,
  type StarterSource,
} from "./StarterPlan.ts";

const IS = 'Hostname=~"$host"';
const LEGEND = "{{Hostname}} GPU {{gpu}}";

/** GPUs, as NVIDIA's DCGM exporter measures them. */
export const gpus: StarterPlan = {
  key: "gpus",
  metric: "DCGM_FI_DEV_GPU_UTIL",
  isOfDemo: false,
  make: (source) => ({
    board: {
      name: "GPUs",
      description: "Are the GPUs at work, or paid for and idle?",
      variables: [
        choose("host", "Machine", {
          kind: "label",
          sourceId: source.id,
          label: "Hostname",
          selector: "DCGM_FI_DEV_GPU_UTIL",
        }),
      ],
    },
    panels: [...numbers(source), ...charts(source)],
  }),
};

function numbers(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(["count", "stat", [3, 3]], { name: "GPUs", help: "GPUs that are measured now.", unit: "plain" }, [
      `count(DCGM_FI_DEV_GPU_UTIL{${IS}})`,
    ]),
    panel(
      ["used", "gauge", [3, 3]],
      { name: "At work", help: "How busy the GPUs are on average.", unit: "percent" },
      [`avg(DCGM_FI_DEV_GPU_UTIL{${IS}})`],
    ),
    panel(
      ["held", "stat", [3, 3]],
      {
        name: "Held but idle",
        help: "GPUs whose memory is in use by a program that does nothing with them.",
        unit: "plain",
        normal: "Normal is none",
        thresholds: [above(0, "warn", "Look for a program that hangs")],
      },
      [
        `count((avg_over_time(DCGM_FI_DEV_GPU_UTIL{${IS}}[10m]) < 5) and on (Hostname, gpu) (DCGM_FI_DEV_FB_USED{${IS}} > 1024)) or vector(0)`,
      ],
    ),
    panel(
      ["hottest", "stat", [3, 3]],
      {
        name: "Hottest GPU",
        unit: "celsius",
        normal: "Normal is 85 °C or less",
        thresholds: [above(92, "danger", "It slows itself down"), above(85, "warn")],
      },
      [`max(DCGM_FI_DEV_GPU_TEMP{${IS}})`],
    ),
  ];
}

function charts(source: StarterSource): readonly PlannedPanel[] {
  const panel = panelsOf(source);
  return [
    panel(
      ["use", "chart", [6, 6]],
      { name: "At work, by GPU", unit: "percent", options: { isFromZero: true } },
      [`DCGM_FI_DEV_GPU_UTIL{${IS}}`, LEGEND],
    ),
    panel(
      ["memory", "chart", [6, 6]],
      {
        name: "Memory in use, by GPU",
        unit: "percentunit",
        options: { isFromZero: true },
      },
      [`DCGM_FI_DEV_FB_USED{${IS}} / (DCGM_FI_DEV_FB_USED{${IS}} + DCGM_FI_DEV_FB_FREE{${IS}})`, LEGEND],
    ),
    panel(["power", "chart", [6, 6]], { name: "Power", unit: "watts", options: { isFromZero: true } }, [
      `DCGM_FI_DEV_POWER_USAGE{${IS}}`,
      LEGEND,
    ]),
    panel(
      ["temperature", "chart", [6, 6]],
      { name: "Temperature", unit: "celsius", thresholds: [above(85, "warn")] },
      [`DCGM_FI_DEV_GPU_TEMP{${IS}}`, LEGEND],
    ),
  ];
}
