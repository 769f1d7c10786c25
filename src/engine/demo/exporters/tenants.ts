import { PEOPLE, STEADY } from "../cluster/calendar.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Exporter, Family } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { CALM, constant, count, flow, level } from "../core/signals.ts";
import { family, gauge } from "./families.ts";
import { processFamilies } from "./processFamilies.ts";
import type { PodTarget } from "./targets.ts";
import { podTargets } from "./targets.ts";

/** The exporter that a provider's documentation deploys as its example (infinityworks/docker-hub-exporter). */
export const dockerHubTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => workload.name === "example",
    (pod) => ({
      job: "example-scraping",
      port: pod.workload.port,
      samples: 32,
    }),
  );

const IMAGES: readonly (readonly [image: string, user: string, pullsPerS: number, stars: number])[] = [
  ["docker-hub-exporter", "infinityworks", 0.03, 29],
  ["prometheus", "prom", 88, 1_241],
  ["node-exporter", "prom", 61, 388],
  ["example_image", "example", 0.002, 3],
];

const dockerHubFamilies: readonly Family<PodTarget>[] = [
  // A gauge by the exporter's own choice, though it only rises.
  family("gauge", ["docker_hub_image_pulls_total", "Pulls of the image so far."], () =>
    each(IMAGES, ([image, user, perS]) => ({
      labels: { image, user },
      signal: count(flow(STEADY, perS, { octaves: CALM })),
    })),
  ),
  family("gauge", ["docker_hub_image_stars", "Stars that the image was given."], () =>
    each(IMAGES, ([image, user, , stars]) => ({ labels: { image, user }, signal: constant(stars) })),
  ),
  family("gauge", ["docker_hub_image_is_automated", "Whether the image is built automatically."], () =>
    each(IMAGES, ([image, user]) => ({ labels: { image, user }, signal: constant(0) })),
  ),
  family(
    "gauge",
    ["docker_hub_image_last_updated", "When the image was last updated, as unix timestamp."],
    () =>
      each(IMAGES, ([image, user], i) => ({
        labels: { image, user },
        signal: constant(1_727_000_000 + i * 86_411),
      })),
  ),
  ...processFamilies,
];

/** A mobile operator's view, scraped every 30 s: what a provider of a mobile core offers on an OpenMetrics page. */
export const operatorTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => workload.name === "operator-metrics",
    (pod) => ({
      job: "operator-metrics",
      port: pod.workload.port,
      samples: 44,
      intervalMs: 30_000,
    }),
  );

const RADIO = ["2g", "4g", "5g"];
const RADIO_SHARE: Readonly<Record<string, number>> = { "2g": 0.04, "4g": 0.66, "5g": 0.3 };
const WAYS = ["incoming", "outgoing"];
const OUTCOMES: readonly (readonly [outcome: string, share: number])[] = [
  ["answered", 0.61],
  ["no_answer", 0.27],
  ["busy", 0.1],
  ["failed", 0.02],
];

const operatorFamilies: readonly Family<PodTarget>[] = [
  family(
    "gauge",
    ["operator_attached_subscribers", "Subscribers attached to the network, by radio access."],
    () =>
      each(RADIO, (radio) => ({
        labels: { radio },
        signal: level(PEOPLE, 21_000 * (RADIO_SHARE[radio] ?? 0), {
          offset: 96_000 * (RADIO_SHARE[radio] ?? 0),
          quantum: 1,
        }),
      })),
  ),
  family("counter", ["operator_voice_calls_total", "Calls, by direction and outcome."], () =>
    WAYS.flatMap((direction) =>
      each(OUTCOMES, ([outcome, share]) => ({
        labels: { direction, outcome },
        signal: count(flow(PEOPLE, 7 * share)),
      })),
    ),
  ),
  family("counter", ["operator_sms_total", "Short messages, by direction and outcome."], () =>
    WAYS.flatMap((direction) =>
      each(["delivered", "failed"], (outcome, i) => ({
        labels: { direction, outcome },
        signal: count(flow(PEOPLE, i === 0 ? 11 : 0.08)),
      })),
    ),
  ),
  family("counter", ["operator_data_bytes_total", "Data carried, by direction and radio access."], () =>
    ["downlink", "uplink"].flatMap((direction, i) =>
      each(RADIO, (radio) => ({
        labels: { direction, radio },
        signal: count(flow(PEOPLE, (6.4e7 * (RADIO_SHARE[radio] ?? 0)) / (1 + 7 * i))),
      })),
    ),
  ),
  gauge("operator_active_data_sessions", "Data sessions that are open.", () =>
    level(PEOPLE, 48_000, { offset: 22_000, quantum: 1 }),
  ),
  ...processFamilies,
];

export const dockerHub = (targets: ReturnType<typeof dockerHubTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families: dockerHubFamilies,
});

export const operator = (targets: ReturnType<typeof operatorTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families: operatorFamilies,
});
