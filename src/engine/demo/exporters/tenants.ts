import { STEADY } from "../cluster/calendar.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Exporter, Family } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { CALM, constant, count, flow } from "../core/signals.ts";
import { family } from "./families.ts";
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

export const dockerHub = (targets: ReturnType<typeof dockerHubTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families: dockerHubFamilies,
});
